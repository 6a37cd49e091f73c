/** What the edge tells by itself (ARCHITECTURE, "Registrations"; kamailio/routes/register.cfg). */
import { AgentId } from '@zuoxi/contracts';
import { z } from 'zod';

/** `rc` 1 new, 2 refreshed, 3 removed; `src` is `proto:ip:port`. `gone`: a contact expired or its connection was lost; others may remain. */
export const EdgeEvent = z.discriminatedUnion('ev', [
  z.object({
    ev: z.literal('reg'),
    user: AgentId,
    rc: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    src: z.string(),
    ua: z.string(),
  }),
  z.object({ ev: z.literal('gone'), user: AgentId }),
]);
export type EdgeEvent = z.infer<typeof EdgeEvent>;

/** null: not an event of ours */
export function readEvent(text: string): EdgeEvent | null {
  try {
    return EdgeEvent.parse(JSON.parse(text));
  } catch {
    return null; // the caller says so
  }
}
