/**
 * 自动拨号 (CMP-09..13) as a machine: each input answers the run that follows, staying put is an answer. What a step asks for (whom to call next, a call,
 * a timer) is the runner's.
 */
import type { Time } from '@zuoxi/contracts';
import { z } from 'zod';

const customer = z.string();
const Step = z.discriminatedUnion('kind', [
  /** the server is asked whom to call */
  z.object({ kind: z.literal('choosing') }),
  /** dialled: it rings, or they talk */
  z.object({ kind: z.literal('calling'), customer }),
  /** CMP-12, CMP-13: then the next one is dialled */
  z.object({ kind: z.literal('countdown'), customer, until: z.number() }),
  /** the countdown is over, and what became of the call is not written down (CMP-16) */
  z.object({ kind: z.literal('unwritten'), customer }),
  /** not able to call now: on a break, in another call, the telephone away */
  z.object({ kind: z.literal('waiting') }),
  /** the call or the question failed; a person decides */
  z.object({ kind: z.literal('halted'), code: z.string() }),
  /** nobody is left */
  z.object({ kind: z.literal('finished') }),
]);
type Step = z.infer<typeof Step>;

export const Run = z.object({
  campaign: z.string(),
  countdownMs: z.number(),
  extensionMs: z.number(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  /** CMP-11 */
  dialled: z.number(),
  /** the contact record of the call in hand is saved */
  written: z.boolean(),
  step: Step,
});
export type Run = z.infer<typeof Run>;

export type RunInput =
  | { on: 'able'; able: boolean }
  | { on: 'chosen'; customer: string | null; now: Time }
  | { on: 'failed'; code: string }
  | { on: 'callOver'; now: Time }
  | { on: 'written'; customer: string; able: boolean }
  | { on: 'extend' }
  | { on: 'next'; able: boolean }
  | { on: 'due'; now: Time; able: boolean };

export const begin = (
  { id, countdownSeconds, extensionSeconds }: { id: string; countdownSeconds: number; extensionSeconds: number },
  able: boolean,
  now: Time,
): Run => ({
  campaign: id,
  countdownMs: countdownSeconds * 1000,
  extensionMs: extensionSeconds * 1000,
  startedAt: now,
  endedAt: null,
  dialled: 0,
  written: false,
  step: able ? { kind: 'choosing' } : { kind: 'waiting' },
});

const goOn = (run: Run, able: boolean): Run => ({
  ...run,
  written: false,
  step: able ? { kind: 'choosing' } : { kind: 'waiting' },
});

const halt = (run: Run, code: string): Run => ({ ...run, step: { kind: 'halted', code } });

type Move = (run: Run, step: never, input: never) => Run;
type Moves = {
  readonly [I in RunInput['on']]: {
    readonly [K in Step['kind']]?: (run: Run, step: Extract<Step, { kind: K }>, input: Extract<RunInput, { on: I }>) => Run;
  };
};

const moves: Moves = {
  able: { waiting: (run, _, { able }) => (able ? goOn(run, true) : run) },
  chosen: {
    choosing: (run, _, { customer: id, now }) =>
      id === null
        ? { ...run, endedAt: now, step: { kind: 'finished' } }
        : { ...run, dialled: run.dialled + 1, step: { kind: 'calling', customer: id } },
  },
  failed: {
    choosing: (run, _, { code }) => halt(run, code),
    calling: (run, _, { code }) => ({ ...halt(run, code), dialled: run.dialled - 1 }),
  },
  callOver: {
    calling: (run, { customer: id }, { now }) => ({
      ...run,
      step: { kind: 'countdown', customer: id, until: now + run.countdownMs },
    }),
  },
  written: {
    calling: (run, step, input) => (step.customer === input.customer ? { ...run, written: true } : run),
    countdown: (run, step, input) => (step.customer === input.customer ? { ...run, written: true } : run),
    unwritten: (run, step, input) => (step.customer === input.customer ? goOn(run, input.able) : run),
  },
  extend: { countdown: (run, step) => ({ ...run, step: { ...step, until: step.until + run.extensionMs } }) },
  next: {
    countdown: (run, _, { able }) => (run.written ? goOn(run, able) : run),
    halted: (run, _, { able }) => goOn(run, able),
  },
  due: {
    countdown: (run, step, { now, able }) =>
      now < step.until ? run : run.written ? goOn(run, able) : { ...run, step: { kind: 'unwritten', customer: step.customer } },
  },
};

export const move = (run: Run, input: RunInput): Run =>
  (moves[input.on][run.step.kind] as Move | undefined)?.(run, run.step as never, input as never) ?? run;

/** Whose card is to be open; null: nobody's in particular. */
export const customerOf = ({ step }: Run): string | null => ('customer' in step ? step.customer : null);
