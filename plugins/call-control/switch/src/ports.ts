/** What the engine and its adapters may ask of each other. Adapters import this and the core's words, never one another. */
import type { AgentId, CallId, DirectoryTrunk, Ending, ErrorCode, LegId, Play, TrunkId } from '@zuoxi/contracts';

/** A phone speaks plain RTP, a browser DTLS-SRTP with ICE. */
export type Peer = 'phone' | 'browser';

export type DialTarget =
  { kind: 'agent'; agent: AgentId; peer: Peer; auto: boolean } | { kind: 'trunk'; trunk: DirectoryTrunk; number: string };

/** Who hears whom and what is played, in legs; the media adapter turns legs into ports (contracts/mixer.ts). */
export type CallPlan = {
  call: CallId;
  legs: readonly { leg: LegId; hears: readonly LegId[]; play: Play | null }[];
  recording: { name: string; left: readonly LegId[]; right: readonly LegId[]; paused: boolean } | null;
};

/** What the core decided should be done. Adapters perform it; what comes of it returns as an `AdapterInput`. */
export type Effect =
  | { do: 'leg.dial'; call: CallId; leg: LegId; to: DialTarget; caller: { number: string; name: string } }
  | { do: 'leg.ring'; leg: LegId } // 180 to a caller
  | { do: 'leg.answer'; leg: LegId } // 200 to a caller
  | { do: 'leg.end'; leg: LegId; ending: Ending; says?: ErrorCode } // CANCEL, BYE or a final response, as the leg's state needs; `says`: why, to a phone
  | { do: 'leg.check'; leg: LegId } // is the peer still there? answers only by leg.ended
  | { do: 'leg.heal'; leg: LegId } // new ports at rtpengine, told to the peer by a re-INVITE
  | { do: 'leg.digits'; leg: LegId; digits: string } // as the peer takes them: telephone events, INFO, sound
  | { do: 'media.plan'; plan: CallPlan }
  | { do: 'media.drop'; call: CallId };

export type SipEffect = Extract<Effect, { do: `leg.${string}` }>;
export type MediaEffect = Exclude<Effect, SipEffect>;

/**
 * Effects wait for the journal, but for this: the call of a phone is prepared before, so that its record goes with the same commit. Its adapter keeps
 * the INVITE back until that record is on disk (`Records.kept`).
 */
export const isPrepared = (effect: Effect): boolean => effect.do === 'leg.dial';

/** What ends comes before what begins. */
export const isEnding = (effect: Effect): boolean => effect.do === 'leg.end';

/** What adapters report. The engine stamps the time, journals, steps. */
export type AdapterInput =
  | {
      on: 'leg.invited';
      leg: LegId;
      source: { kind: 'trunk'; trunk: TrunkId } | { kind: 'agent'; agent: AgentId };
      ani: string;
      dnis: string;
      /** the caller does not want the number shown: it is compared and then forgotten */
      withheld?: true;
      divertedFrom?: readonly string[];
    }
  | { on: 'leg.ringing'; leg: LegId; early: boolean } // early: the peer already sends sound (183 with SDP)
  | { on: 'leg.answered'; leg: LegId }
  | { on: 'leg.ended'; leg: LegId; ending: Ending }
  | { on: 'leg.digit'; leg: LegId; digit: string; by?: 'info' } // else in its sound (RFC 4733, or a tone)
  | { on: 'leg.held'; leg: LegId; held: boolean } // by its peer, who wants no sound from us now; said when it changes
  | { on: 'leg.silent'; leg: LegId }
  | { on: 'leg.broken'; leg: LegId } // rtpengine was restarted and knows nothing of it
  | { on: 'leg.heard'; leg: LegId }
  /** `missing`: there was nothing to play */
  | { on: 'played'; call: CallId; leg: LegId; play: string; missing?: boolean }
  | { on: 'segment.started'; call: CallId; file: string; at: number }
  | { on: 'recording.failed'; call: CallId; why: string }
  | { on: 'station.registered'; agent: AgentId; peer: Peer }
  | { on: 'station.gone'; agent: AgentId };
export type Post = (input: AdapterInput) => void;

/** The peer's offer is at fault, not we: no audio in it, or no codec of ours (488 rather than 500). */
export class OfferRefused extends Error {}

/** A leg's way through rtpengine. Implemented by media, used by sip: SDP in, SDP out. Each rejects with an Error that says what failed. */
export interface LegMedia {
  /** We call the peer: SDP for the INVITE. */
  offer(leg: LegId, peer: Peer): Promise<string>;
  /** The peer's SDP arrived in a 183 or 200 (a later one replaces it). */
  answered(leg: LegId, sdp: string): Promise<void>;
  /** Why this SDP of a peer cannot be spoken with; null: it can. */
  refusal(sdp: string, peer: Peer): string | null;
  /** The peer calls us: its offer in, our answer out. */
  accept(leg: LegId, sdp: string, peer: Peer): Promise<string>;
  /** We change a running leg: SDP for a re-INVITE, on new ports where rtpengine has forgotten the leg or nothing is heard of it. The peer's SDP then goes to `answered`. */
  reoffer(leg: LegId): Promise<string>;
  /** The peer changes a running leg (re-INVITE, UPDATE): its offer in, our answer out. */
  reoffered(leg: LegId, sdp: string): Promise<string>;
  /** Has the peer agreed to telephone events (RFC 4733)? */
  takesEvents(leg: LegId): boolean;
  /** Keys within the sound: as telephone events, or as tones to a peer that takes none. */
  sendKeys(leg: LegId, keys: string): void;
  /** Did sound come from it within the last 5 s? */
  heard(leg: LegId): boolean;
  release(leg: LegId): void;
}

/** Adapter state that must survive kill -9: JSON by leg, kept in the engine's journal. `put(leg, null)` forgets. */
export interface Records<R> {
  /** On disk with the engine's next commit, 5 ms later at most; who must be sure waits for `kept`. */
  put(leg: LegId, record: R | null): void;
  all(): ReadonlyMap<LegId, R>;
  /** Resolves when everything put so far, by any adapter, is on disk, or when the disk refuses it: then calls go on without. */
  kept?(): Promise<void>;
}

export interface Adapter<E extends Effect> {
  /** Connects; resolves when it can work. Legs of former records are taken up again. */
  start(): Promise<void>;
  /** Starts doing it and returns; never throws. */
  perform(effect: E): void;
  stop(): Promise<void>;
  /** For /health and the doctor: null is well, a sentence is not. */
  trouble(): string | null;
}
