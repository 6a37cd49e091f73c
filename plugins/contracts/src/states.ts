/** Intent and activity are two facts: what an agent wants, and what an agent does (design §2). */
import { z } from 'zod';
import { CallId, LegId, Time } from './ids';

export const Intent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('notReady'), reason: z.string() }),
  z.object({ kind: z.literal('signedOut') }),
]);
export type Intent = z.infer<typeof Intent>;

export const Activity = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('idle') }),
  z.object({ kind: z.literal('offered'), call: CallId, leg: LegId, until: Time }),
  z.object({ kind: z.literal('talking'), call: CallId, leg: LegId }),
  /** `until: null`: frozen by the agent or open-ended, counts up (ACW-03) */
  z.object({ kind: z.literal('wrapUp'), call: CallId, until: Time.nullable() }),
]);
export type Activity = z.infer<typeof Activity>;
