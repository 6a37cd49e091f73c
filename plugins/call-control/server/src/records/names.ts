import type { Knex } from 'knex';

/** Names of a tenant's agents and queues by id; an id without a name stands for itself. */
export async function namesIn(
  knex: Knex,
  tenant: string,
): Promise<{ agent: (id: string) => string; queue: (id: string) => string }> {
  const of = async (table: string, name: string): Promise<(id: string) => string> => {
    const rows: { id: string; name: string | null }[] = await knex(`${table} as x`)
      .join('tenants as t', 't.id', 'x.tenant_id')
      .where('t.document_id', tenant)
      .select({ id: 'x.document_id', name: `x.${name}` });
    const names = new Map(rows.map((row) => [row.id, row.name]));
    return (id) => names.get(id) ?? id;
  };
  return { agent: await of('up_users', 'display_name'), queue: await of('queues', 'name') };
}
