/** Work that takes longer than a request: an import, a report. Whoever asked for it sees how far it is, may cancel it, and finds its result. */
import type { Label } from '@zuoxi/contracts';
import type { Caller } from '@zuoxi/record-plane';
import type { z } from 'zod';
import type { CallersRows, Kit } from './kit';

export type Work<D = unknown> = {
  data: D;
  kit: Kit;
  /** who asked for it, with the rights of now */
  caller: Caller;
  rows: CallersRows;
  /** aborted when it is cancelled */
  signal: AbortSignal;
  /** Says how far it is, as often as it likes. Rejects when the work is cancelled, so that a loop ends by itself. */
  progress(done: number, total?: number): Promise<void>;
};

export type LongJob = {
  label: Label;
  data: z.ZodType;
  run(work: Work): Promise<unknown>;
};

/**
 * Ties the code to the shape of its data. `run` returns the result, as JSON (undefined: none); `Refused` is its trouble's code. It is not tried again, but
 * begun anew when the process dies in the middle: what it does must bear that.
 */
export const longJob = <D>(given: { label: Label; data: z.ZodType<D>; run(work: Work<D>): Promise<unknown> }): LongJob => ({
  label: given.label,
  data: given.data,
  run: (work) => given.run({ ...work, data: given.data.parse(work.data) }),
});
