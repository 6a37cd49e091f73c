import type { Core } from '@strapi/strapi';

/** The roles that a tenant was made with, by code. Asked through Strapi's layer, because they are as new as the transaction that made them. */
export async function rolesOf(strapi: Core.Strapi, tenant: number): Promise<Map<string, number>> {
  const rows: { id: number; code: string }[] = await strapi.db.query('plugin::accounts.role').findMany({ where: { tenant } });
  return new Map(rows.map(({ id, code }) => [code, id]));
}
