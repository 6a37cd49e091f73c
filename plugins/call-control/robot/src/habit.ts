/** How a phone treats a call that comes in. */
import type { Sound } from './mouth';
import type { SdpFlaw } from './sdp';

export type Habit =
  /** waits for someone to answer or reject it by `PhoneCall` */
  | { kind: 'manual'; ring: boolean }
  /** rings and never answers */
  | { kind: 'never' }
  /** 200 after `ringMs` of ringing (0: at once, without 180) */
  | { kind: 'answer'; ringMs: number; says: readonly Sound[]; sdp?: SdpFlaw }
  /** a final answer that is no, after `ringMs` of ringing; `says` is told before as early media (183, RFC 3960) and heard to its end */
  | { kind: 'reject'; status: number; reason?: string; ringMs: number; says?: readonly Sound[] }
  /** no response at all beyond 100: a phone that crashed */
  | { kind: 'mute' };
