/** The switch's media adapter in the hands of a test: plans by hand, what it posts in a list. */
import { CallId, LegId, type Play } from '@zuoxi/contracts';
import type { Instance } from '@zuoxi/contracts/environment';
import type { RtpEndpoint } from '@zuoxi/rtp';
import pino from 'pino';
import { createMedia, type LegRecord, type Media } from '../../plugins/call-control/switch/src/media';
import type { AdapterInput, CallPlan, Records } from '../../plugins/call-control/switch/src/ports';
import { shelf } from './shelf';
import { digitTypeIn, follow, holds, sdpOf } from './sound';

export type TestMedia = Media & {
  records: Records<LegRecord>;
  posted: readonly AdapterInput[];
  /** waits until something with these properties was posted, e.g. `{ on: 'leg.digit', digit: '5' }` */
  posts(like: Partial<Record<string, unknown>>, ms?: number): Promise<void>;
  /** the phone calls in, and sends where the answer says, which is given */
  called(leg: LegId, phone: RtpEndpoint): Promise<string>;
  /** we call the phone */
  dialled(leg: LegId, phone: RtpEndpoint): Promise<void>;
  plan(plan: CallPlan): void;
};

export async function givenMedia(instance: Instance, records: Records<LegRecord> = shelf<LegRecord>()): Promise<TestMedia> {
  const posted: AdapterInput[] = [];
  const made = createMedia({ instance, records, post: (input) => posted.push(input), log: pino({ level: 'silent' }) });
  await made.adapter.start();
  return {
    ...made,
    records,
    posted,
    posts: (like, ms) =>
      holds(
        () => posted.some((input) => Object.entries(like).every(([k, v]) => Reflect.get(input, k) === v)),
        () => posted,
        ms,
      ),
    async called(leg, phone) {
      const answer = await made.media.accept(leg, sdpOf(phone), 'phone');
      follow(phone, answer);
      return answer;
    },
    async dialled(leg, phone) {
      const invite = await made.media.offer(leg, 'phone');
      phone.digitType = digitTypeIn(invite);
      await made.media.answered(leg, sdpOf(phone));
      follow(phone, invite);
    },
    plan: (plan) => made.adapter.perform({ do: 'media.plan', plan }),
  };
}

let names = 0;
export const newLeg = (): LegId => LegId.parse(`s1-1-l${++names}`);
export const newCall = (): CallId => CallId.parse(`s1-1-c${++names}`);

/** `{a b}`: they talk. */
export const talk = (call: CallId, a: LegId, b: LegId, recording: CallPlan['recording'] = null): CallPlan => ({
  call,
  legs: [
    { leg: a, hears: [b], play: null },
    { leg: b, hears: [a], play: null },
  ],
  recording,
});
/** `{a}+play {b}`: a is held. */
export const hold = (call: CallId, a: LegId, b: LegId, play: Play): CallPlan => ({
  call,
  legs: [
    { leg: a, hears: [], play },
    { leg: b, hears: [], play: null },
  ],
  recording: null,
});
