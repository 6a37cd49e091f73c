/** TEN-01: an operator acts inside an enterprise as one of its admins, by a session that says so; the enterprise reads it in its audit log. */
import type { Core } from '@strapi/strapi';
import { SignedIn } from '@zuoxi/contracts';
import { z } from 'zod';
import { ask, basePermissions, jsonColumn, raw, runAs, sql, whole } from '@zuoxi/record-plane';

/** Nobody stays inside because they forgot to leave. */
export const longestHours = 8;

const Row = SignedIn.shape.tenant.extend({ row: z.number(), modules: jsonColumn(z.array(z.string()).nullable()) });

export type Inside = { row: number; tenant: SignedIn['tenant']; modules: string[] };
const read = (given: unknown): Inside | null => {
  if (given === undefined) return null;
  const { row, modules, ...tenant } = Row.parse(given);
  return { row, tenant, modules: modules ?? [] };
};

const up = `
  create table operator_acts (session text primary key, inside int not null, reason text not null, since timestamptz not null default now());
`;

/** In `register()`. */
export function registerOperatorTable(strapi: Core.Strapi): void {
  strapi.db.migrations.providers.internal.register({
    name: 'accounts::0003-operator',
    up: async (knex) => {
      await knex.raw(up);
    },
    down: async (knex) => {
      await knex.raw('drop table operator_acts');
    },
  });
}

const enterprises = `select t.id as row, t.document_id as id, t.code, t.name, t.language, t.modules from tenants t`;

/** The enterprise that the session works inside, or null: it is at home. */
export const insideOf = (strapi: Core.Strapi, session: string): Promise<Inside | null> =>
  runAs({ as: 'system' }, async () => {
    const [row] = await ask(
      strapi,
      sql`${raw(enterprises)} join operator_acts a on a.inside = t.id
        where a.session = ${session} and a.since > now() - interval '${whole(longestHours)} hours' and t.kind is distinct from 'operator'`,
    );
    return read(row);
  });

/** An enterprise by its id; an operator's own tenant is none. */
export const enterpriseOf = (strapi: Core.Strapi, id: string): Promise<Inside | null> =>
  runAs({ as: 'system' }, async () => {
    const [row] = await ask(strapi, sql`${raw(enterprises)} where t.document_id = ${id} and t.kind is distinct from 'operator'`);
    return read(row);
  });

export const seenInside = (strapi: Core.Strapi, who: SignedIn, { tenant, modules }: Inside): SignedIn => ({
  ...who,
  tenant,
  groups: [],
  permissions: basePermissions(strapi, 'admin'),
  modules,
  operator: { tenant: who.tenant.id },
});
