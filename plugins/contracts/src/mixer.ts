/**
 * The switch tells the mixer what should be true (design §2, §3): per call a plan; the mixer makes it so and reports what happens.
 * One JSON object a line over loopback TCP. A plan replaces the call's former plan whole; the mixer keeps what did not change.
 * After its own restart the mixer knows nothing: the switch sees a new `hello` and sends every plan again.
 */
import { z } from 'zod';
import { CallId, LegId, Time } from './ids';
import { line } from './text';

export const Tone = z.enum(['ringback', 'busy', 'congestion', 'beep']);
export type Tone = z.infer<typeof Tone>;

/** Path below the sounds folder, no extension, no `..` */
export const SoundName = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/);

/** `id` names this playing: the same id in the next plan means "go on", a new id "start". `beep` and files without loop end by themselves. */
export const Play = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tone'), id: line(100), tone: Tone }),
  z.object({ kind: z.literal('file'), id: line(100), file: SoundName, loop: z.boolean() }),
]);
export type Play = z.infer<typeof Play>;

export const PlanLeg = z.object({
  leg: LegId,
  /** rtpengine's inner port: the leg's RTP comes from it and goes to it */
  port: z.number().int().min(1).max(65535),
  /** payload type of telephone-event on this leg; null: the peer has none */
  digitType: z.number().int().min(96).max(127).nullable(),
  hears: z.array(LegId),
  play: Play.nullable(),
  /** false: the peer holds the call and wants no packets from us; missing: true */
  listens: z.boolean().optional(),
});
export type PlanLeg = z.infer<typeof PlanLeg>;

export const PlanRecording = z.object({
  /** name below the recordings folder; segment n is written to `<name>.<n>.wav`, n = the first that does not exist (stop + start never overwrites) */
  name: z
    .string()
    .max(200)
    .regex(/^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/),
  left: z.array(LegId),
  right: z.array(LegId),
  paused: z.boolean(),
});

export const Plan = z.object({ call: CallId, legs: z.array(PlanLeg), recording: PlanRecording.nullable() });
export type Plan = z.infer<typeof Plan>;

export const ToMixer = z.discriminatedUnion('t', [
  z.object({ t: z.literal('plan'), plan: Plan }),
  z.object({ t: z.literal('drop'), call: CallId }),
  /** sent after (re)connecting: drop every call not named */
  z.object({ t: z.literal('keep'), calls: z.array(CallId) }),
  /** RFC 4733, 100 ms each, 100 ms apart */
  z.object({ t: z.literal('digits'), leg: LegId, id: line(100), digits: z.string().regex(/^[0-9A-D*#]{1,32}$/) }),
  z.object({ t: z.literal('query'), id: z.number() }),
]);
export type ToMixer = z.infer<typeof ToMixer>;

export const LegMeter = z.object({
  leg: LegId,
  packets: z.number().int(),
  lost: z.number().int(),
  jitterMs: z.number(), // RFC 3550 §6.4.1
  silentMs: z.number().int(), // since the last packet arrived
});
export type LegMeter = z.infer<typeof LegMeter>;

export const FromMixer = z.discriminatedUnion('t', [
  /** at connect; `epoch` differs after every start of the mixer process */
  z.object({ t: z.literal('hello'), epoch: z.string(), port: z.number().int() }),
  z.object({ t: z.literal('digit'), call: CallId, leg: LegId, digit: z.string(), ms: z.number().int() }),
  z.object({ t: z.literal('digits.sent'), leg: LegId, id: z.string() }),
  /** a beep or a file without loop came to its end; `missing`: there is no such file, silence was played */
  z.object({ t: z.literal('played'), call: CallId, leg: LegId, play: z.string(), missing: z.boolean() }),
  /** no packet for 5 s / packets again */
  z.object({ t: z.literal('silent'), call: CallId, leg: LegId }),
  z.object({ t: z.literal('heard'), call: CallId, leg: LegId }),
  z.object({ t: z.literal('segment.started'), call: CallId, file: z.string(), at: Time }),
  z.object({ t: z.literal('segment.ended'), call: CallId, file: z.string(), durationMs: z.number().int() }),
  /** disk full, no right to write: the call goes on, the recording does not */
  z.object({ t: z.literal('recording.failed'), call: CallId, why: z.string() }),
  z.object({ t: z.literal('meters'), id: z.number(), legs: z.array(LegMeter), tickLateP99Ms: z.number() }),
]);
export type FromMixer = z.infer<typeof FromMixer>;
