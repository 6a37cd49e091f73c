/** `.data/demo.json`: the record plane writes it when it seeds a fresh instance; `npm start`, `npm run call`, the doctor and tests read it. */
import { z } from 'zod';
import { AgentId, PhoneNumber } from './ids';

const Login = z.object({ number: z.string(), password: z.string(), name: z.string().optional() });

export const DemoLogins = z.object({
  /** what people type as tenant; empty in an instance without a demo */
  tenant: z.string(),
  agents: z.array(Login),
  /** logins of other roles and of other tenants */
  others: z.array(Login.extend({ tenant: z.string(), role: z.string() })).default([]),
  /** of /admin */
  admin: z.object({ email: z.string(), password: z.string() }).optional(),
  /** reaches a queue; what `npm run call` dials */
  number: PhoneNumber.optional(),
  /** a desk phone of an agent whom nobody signs in as, and the number that rings it directly */
  deskPhone: z.object({ agent: AgentId, password: z.string(), number: PhoneNumber }).optional(),
});
export type DemoLogins = z.input<typeof DemoLogins>;
