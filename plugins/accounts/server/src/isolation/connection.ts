/**
 * Tells PostgreSQL on whose behalf each connection works, as row-level security asks (`policies.ts`). The settings of a connection follow whoever borrows
 * it; asked anew only when the borrower is another one.
 */
import type { Core } from '@strapi/strapi';
import { type Acting, whoActs } from '@zuoxi/record-plane';

type Raw = { query(text: string, values: string[]): Promise<unknown> };
type Client = { acquireConnection(): Promise<Raw> };
/** `row` of relations, `id` of plain tables; a star sees everything, nothing sees nothing. */
type TenantSetting = { row: string; id: string };

const everything: TenantSetting = { row: '*', id: '*' };
const nothing: TenantSetting = { row: '', id: '' };
const sights: { readonly [K in Acting['as']]: (who: Extract<Acting, { as: K }>) => TenantSetting } = {
  tenant: ({ row, tenant }) => ({ row: String(row), id: tenant }),
  operator: () => everything,
  system: () => everything,
};
const sightOf = (who: Acting): TenantSetting => (sights[who.as] as (who: Acting) => TenantSetting)(who);

/** In a request nobody is nobody until the door has let somebody in. Outside of one (events, timers, the boot) the record plane works for itself. */
export function sight(strapi: Core.Strapi): TenantSetting {
  const who = whoActs(strapi);
  if (who) return sightOf(who);
  return strapi.requestContext.get() === undefined ? everything : nothing;
}

/** Before the first query of the record plane. */
export function sayWhoActs(strapi: Core.Strapi): void {
  const client: Client = strapi.db.connection.client;
  const acquire = client.acquireConnection.bind(client);
  const told = new WeakMap<Raw, string>();
  client.acquireConnection = async () => {
    const { row, id } = sight(strapi);
    const connection = await acquire();
    const words = `${row}\n${id}`;
    if (told.get(connection) === words) return connection;
    told.delete(connection); // what it would say after a failure is not known
    await connection.query(`select set_config('app.tenant', $1, false), set_config('app.tenant_id', $2, false)`, [row, id]);
    told.set(connection, words);
    return connection;
  };
}
