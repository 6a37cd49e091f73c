/** Every act that touches security, written into the chain of the tenant it belongs to. */
import type { Core } from '@strapi/strapi';
import type { SignedIn } from '@zuoxi/contracts';
import { type AuditEntry } from '@zuoxi/record-plane';
import { ground, hashOf } from './chain';

/**
 * Resolves when the entry is on disk. It has a transaction of its own: what was tried stays written when the work around it is rolled back. Writers of one
 * chain wait for one another, so that it never forks.
 */
export const audit = (strapi: Core.Strapi, entry: AuditEntry): Promise<void> => lengthen(strapi, entry.tenant, [entry]);

/** The same for many, one transaction a tenant. */
export async function auditAll(strapi: Core.Strapi, entries: readonly AuditEntry[]): Promise<void> {
  for (const tenant of new Set(entries.map((entry) => entry.tenant)))
    await lengthen(
      strapi,
      tenant,
      entries.filter((entry) => entry.tenant === tenant),
    );
}

async function lengthen(strapi: Core.Strapi, tenant: string, entries: readonly AuditEntry[]): Promise<void> {
  await strapi.db.connection.transaction(async (trx) => {
    await trx.raw(`select set_config('app.tenant', '*', true), set_config('app.tenant_id', '*', true)`);
    await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`audit ${tenant}`]);
    const last: { n: string; hash: string } | undefined = await trx('audit_log')
      .where({ tenant })
      .orderBy('n', 'desc')
      .first('n', 'hash');
    let [n, previous] = [Number(last?.n ?? 0), last?.hash ?? ground];
    const links = entries.map(({ actor, act, target = '', details = {} }) => {
      n += 1;
      const link = { tenant, n, at: new Date().toISOString(), actor, act, target, details: JSON.stringify(details) };
      const made = { ...link, previous, hash: hashOf(previous, link) };
      previous = made.hash;
      return made;
    });
    // so many values fit into one statement
    for (let i = 0; i < links.length; i += 1000) await trx('audit_log').insert(links.slice(i, i + 1000));
  });
}

/** The same for what a signed-in account does in its tenant; while an operator acts inside it, that is said. */
export const auditBy = (strapi: Core.Strapi, who: SignedIn, entry: Omit<AuditEntry, 'tenant' | 'actor'>): Promise<void> =>
  audit(strapi, {
    ...entry,
    tenant: who.tenant.id,
    actor: who.agent.id,
    details: { ...entry.details, ...(who.operator && { operator: `${who.agent.number} ${who.agent.name}` }) },
  });
