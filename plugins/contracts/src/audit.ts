/** GET /api/accounts/audit and /audit/verify (action `audit`): who did what to the security of a tenant. */
import { z } from 'zod';
import { Time } from './ids';
import { line } from './text';

/** `before` is the `next` of the page before. */
export const AuditQuery = z.strictObject({
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  act: line(60).optional(),
  actor: line(64).optional(),
  from: z.coerce.number().int().min(0).max(8.64e15).optional(),
  to: z.coerce.number().int().min(0).max(8.64e15).optional(),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

/** `actor` and `target` are names where they are people of the tenant, else ids. */
export const AuditRow = z.object({
  n: z.number().int(),
  at: Time,
  actor: z.string(),
  act: z.string(),
  target: z.string(),
  details: z.record(z.string(), z.unknown()),
});
export type AuditRow = z.infer<typeof AuditRow>;
export const AuditReply = z.object({ data: z.array(AuditRow), next: z.number().int().nullable() });
export type AuditReply = z.infer<typeof AuditReply>;
/** How many entries hang together, and the first that does not. */
export const AuditVerdict = z.object({ entries: z.number().int(), broken: z.number().int().nullable() });
export type AuditVerdict = z.infer<typeof AuditVerdict>;
