/**
 * The second of two locks around a tenant's rows: PostgreSQL itself shows and takes a row only where its tenant is the one that the connection works for.
 * Tables are found, not listed: whatever has a tenant, and whatever links to such a row. `case`, because `or` would also evaluate the cast of a star.
 */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';

export const policyName = 'zuoxi_tenant';
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const byRow = (column: string): string =>
  `case coalesce(current_setting('app.tenant', true), '') when '*' then true when '' then false
     else ${column} = current_setting('app.tenant', true)::int end`;
const byId = (column: string): string =>
  `case coalesce(current_setting('app.tenant_id', true), '') when '*' then true when '' then false
     else ${column} = current_setting('app.tenant_id', true) end`;
/** A link is seen by whoever sees the row that it belongs to. */
const byOwner = (column: string, owner: string): string =>
  `case coalesce(current_setting('app.tenant', true), '') when '*' then true when '' then false
     else exists (select 1 from ${quoted(owner)} o where o.id = ${quoted(column)}) end`;
/** The settings, as the table's own column keeps them from its first moment: a component's row is written before anything links to it. */
const stamp = `nullif(nullif(current_setting('app.tenant', true), '*'), '')::int`;

const Column = z.object({ table_name: z.string(), column_name: z.string(), data_type: z.string() });
const Joined = z.object({ joinTable: z.object({ name: z.string(), joinColumn: z.object({ name: z.string() }) }) });

type Rule = { table: string; using: string };

/** Tables with a column that names the tenant: a number is the row, text is the id. The tenants themselves are their own. */
async function owned(strapi: Core.Strapi): Promise<Rule[]> {
  const { rows }: { rows: unknown[] } = await strapi.db.connection.raw(
    `select c.table_name, c.column_name, c.data_type from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = current_schema() and t.table_type = 'BASE TABLE' and c.column_name in ('tenant', 'tenant_id', 'tenant_row')`,
  );
  const named = rows.map((row) => Column.parse(row));
  const rules = named.map(({ table_name: table, column_name: column, data_type: type }) => ({
    table,
    using: type === 'integer' || type === 'bigint' ? byRow(quoted(column)) : byId(quoted(column)),
  }));
  return [...rules, { table: 'tenants', using: byRow('id') }];
}

/** Join tables of relations and components of types that have a tenant. */
function links(strapi: Core.Strapi, owners: ReadonlySet<string>): Rule[] {
  return [...strapi.db.metadata.values()].flatMap((model) =>
    owners.has(model.tableName)
      ? Object.values(model.attributes).flatMap((attribute) => {
          const read = Joined.safeParse(attribute);
          if (!read.success) return [];
          const { name, joinColumn } = read.data.joinTable;
          return [{ table: name, using: byOwner(joinColumn.name, model.tableName) }];
        })
      : [],
  );
}

/** Components have no tenant of their own; a column of the database's keeps it. */
async function stampComponents(strapi: Core.Strapi): Promise<void> {
  const knex = strapi.db.connection;
  for (const model of strapi.db.metadata.values())
    if (model.uid in strapi.components && (await knex.schema.hasTable(model.tableName)))
      await knex.raw(`alter table ${quoted(model.tableName)} add column if not exists tenant_row int default ${stamp}`);
}

const State = z.object({
  relname: z.string(),
  relrowsecurity: z.boolean(),
  relforcerowsecurity: z.boolean(),
  policy: z.string().nullable(),
});

/** Row-level security binds no superuser and no role with BYPASSRLS (PostgreSQL, 5.9): a record plane with such a role does not start. */
async function refuseUnbound(strapi: Core.Strapi): Promise<void> {
  const { rows }: { rows: { unbound: boolean }[] } = await strapi.db.connection.raw(
    'select rolsuper or rolbypassrls as unbound from pg_roles where rolname = current_user',
  );
  if (rows[0]?.unbound !== false)
    throw new Error('the role of the database is a superuser or has BYPASSRLS: no wall between enterprises would hold it');
}

/** In `bootstrap()`, when the schema of the database is made. Throws, and with it the boot ends, where a table stays without its policy. */
export async function guardRows(strapi: Core.Strapi): Promise<void> {
  const knex = strapi.db.connection;
  await refuseUnbound(strapi);
  await stampComponents(strapi);
  const own = await owned(strapi);
  const owners = new Set(own.map(({ table }) => table));
  const rules = new Map(
    [...links(strapi, owners).filter(({ table }) => !owners.has(table)), ...own].map((rule) => [rule.table, rule.using]),
  );
  await knex.transaction(async (trx) => {
    for (const [table, using] of rules) {
      const t = quoted(table);
      const known: { rows: { found: string }[] } = await trx.raw(
        `select obj_description(p.oid, 'pg_policy') as found from pg_policy p where p.polname = ? and p.polrelid = ?::regclass`,
        [policyName, t],
      );
      if (known.rows[0]?.found === using) continue; // changing a policy locks the table: only when it changed
      await trx.raw(`alter table ${t} enable row level security; alter table ${t} force row level security;
        drop policy if exists ${policyName} on ${t}; create policy ${policyName} on ${t} using (${using}) with check (${using});`);
      await trx.raw(`comment on policy ${policyName} on ${t} is '${using.replaceAll("'", "''")}'`);
    }
  });
  const { rows }: { rows: unknown[] } = await knex.raw(
    `select c.relname, c.relrowsecurity, c.relforcerowsecurity, p.polname as policy
       from pg_class c left join pg_policy p on p.polrelid = c.oid and p.polname = ?
      where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and c.relname = any(?)`,
    [policyName, [...rules.keys()]],
  );
  const open = rows
    .map((row) => State.parse(row))
    .filter((state) => !state.relrowsecurity || !state.relforcerowsecurity || state.policy === null)
    .map(({ relname }) => relname);
  if (open.length > 0) throw new Error(`tables without row-level security: ${open.join(', ')}`);
}
