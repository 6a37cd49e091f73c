/** Which plugins a tenant has switched on: `tenants.modules` holds their names beside the operator's modules (TEN-02). */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { Tenant } from './settings-store';

const tenantUid = 'api::tenant.tenant';
const Row = z.object({ modules: z.array(z.string()).nullable() });

/** @returns whether it was changed */
export const switchModule = async (strapi: Core.Strapi, tenant: Tenant, name: string, on: boolean): Promise<boolean> =>
  await strapi.db.transaction(async ({ trx }) => {
    await strapi.db.connection('tenants').transacting(trx).where({ id: tenant.row }).forUpdate().select('id');
    const query = strapi.db.query(tenantUid);
    const modules = Row.parse(await query.findOne({ select: ['modules'], where: { id: tenant.row } })).modules ?? [];
    if (modules.includes(name) === on) return false;
    const next = on ? [...modules, name] : modules.filter((other) => other !== name);
    await query.update({ where: { id: tenant.row }, data: { modules: next } });
    return true;
  });

export const hasModule = async (strapi: Core.Strapi, tenant: { row: number }, name: string): Promise<boolean> =>
  (
    Row.nullish().parse(await strapi.db.query(tenantUid).findOne({ select: ['modules'], where: { id: tenant.row } }))?.modules ??
    []
  ).includes(name);
