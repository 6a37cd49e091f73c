/** The audit log as an admin reads it, newest first, and the check of its chain. */
import type { Core } from '@strapi/strapi';
import type { AuditQuery, AuditReply, AuditRow, AuditVerdict } from '@zuoxi/contracts';
import { z } from 'zod';
import { firstBroken, ground } from './chain';

const Row = z.object({
  tenant: z.string(),
  n: z.coerce.number(),
  at: z.date().transform((at) => at.toISOString()),
  actor: z.string(),
  act: z.string(),
  target: z.string(),
  details: z.string(),
  previous: z.string(),
  hash: z.string(),
});
const batch = 5000;

export async function readAudit(strapi: Core.Strapi, tenant: string, asked: AuditQuery): Promise<AuditReply> {
  const knex = strapi.db.connection;
  const query = knex('audit_log')
    .where({ tenant })
    .orderBy('n', 'desc')
    .limit(asked.limit + 1);
  if (asked.before !== undefined) query.where('n', '<', asked.before);
  if (asked.act) query.where('act', asked.act);
  if (asked.actor) query.where('actor', asked.actor);
  if (asked.from !== undefined) query.where('at', '>=', new Date(asked.from));
  if (asked.to !== undefined) query.where('at', '<=', new Date(asked.to));
  const found: unknown[] = await query.select('*');
  const rows = found.slice(0, asked.limit).map((row) => Row.parse(row));
  const ids = [...new Set(rows.flatMap(({ actor, target }) => [actor, target]))];
  const people: { id: string; name: string | null; number: string | null }[] = await knex('up_users')
    .whereIn('document_id', ids)
    .select({ id: 'document_id', name: 'display_name', number: 'number' });
  const names = new Map(people.map(({ id, name, number }) => [id, [number, name].filter(Boolean).join(' ')]));
  const shown = ({ n, at, actor, act, target, details: text }: z.infer<typeof Row>): AuditRow => {
    const details = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
    // an operator is nobody of this tenant; the entry itself says their name
    const stranger = typeof details.operator === 'string' ? details.operator : actor;
    return { n, at: Date.parse(at), actor: names.get(actor) ?? stranger, act, target: names.get(target) ?? target, details };
  };
  const last = found.length > rows.length ? rows.at(-1) : undefined;
  return { data: rows.map(shown), next: last ? last.n : null };
}

/** Reads the whole chain once. */
export async function verifyAudit(strapi: Core.Strapi, tenant: string): Promise<AuditVerdict> {
  let last = { n: 0, hash: ground };
  for (;;) {
    const found: unknown[] = await strapi.db
      .connection('audit_log')
      .where({ tenant })
      .andWhere('n', '>', last.n)
      .orderBy('n')
      .limit(batch)
      .select('*');
    const entries = found.map((row) => Row.parse(row));
    const broken = firstBroken(entries, last);
    if (broken !== null) return { entries: broken - 1, broken };
    const end = entries.at(-1);
    if (!end) return { entries: last.n, broken: null };
    last = { n: end.n, hash: end.hash };
  }
}
