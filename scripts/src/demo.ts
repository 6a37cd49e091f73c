/** `.data/demo.json`: what the record plane wrote when it seeded the demo tenant. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { AgentId, PhoneNumber } from '@zuoxi/contracts';

export const DemoLogins = z.object({
  tenant: z.string(),
  agents: z.array(z.object({ number: z.string(), password: z.string(), name: z.string().optional() })),
  admin: z.object({ email: z.string(), password: z.string() }).optional(),
  /** what `npm run call` dials */
  number: PhoneNumber.optional(),
  /** a desk phone of an agent whom nobody signs in as, and the number that rings it directly */
  deskPhone: z.object({ agent: AgentId, password: z.string(), number: PhoneNumber }).optional(),
});
export type DemoLogins = z.infer<typeof DemoLogins>;

/** Null when there is no file, it may not be read, or it is not of this shape. */
export function readDemo(file: string): DemoLogins | null {
  try {
    return existsSync(file) ? (DemoLogins.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data ?? null) : null;
  } catch {
    return null; // unreadable or no JSON
  }
}
