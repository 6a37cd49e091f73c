import { CallId, LegId } from '@zuoxi/contracts';
import { z } from 'zod';

const Parsed = z.object({ call: CallId, leg: LegId.nullable(), answer: z.enum(['auto', 'manual']) });
/** What the switch says about an INVITE to an agent: `X-Zuoxi-Call: <CallId>;leg=<LegId>;answer=auto|manual` (contracts/WIRE.md). */
export type CallHeader = z.infer<typeof Parsed>;

/** Null when the header is missing or not of the switch's making. */
export function readCallHeader(header: string | undefined): CallHeader | null {
  const [call, ...rest] = (header ?? '').split(';').map((part) => part.trim());
  const parameters = Object.fromEntries(rest.map((part) => part.split('=', 2)));
  const parsed = Parsed.safeParse({ call, leg: parameters.leg ?? null, answer: parameters.answer ?? 'manual' });
  return parsed.success ? parsed.data : null;
}
