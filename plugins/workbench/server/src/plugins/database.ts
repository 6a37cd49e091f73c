/** SQL of a plugin, as the tenant whoever calls it and from wherever: also from a timer, where nobody acts. */
import type { Core } from '@strapi/strapi';
import type { Database } from '@zuoxi/plugin';
import { ask, read, readOne, runAs } from '@zuoxi/record-plane';
import type { Knex } from 'knex';
import type { Tenant } from './settings-store';

export const as = <T>(tenant: Tenant, work: () => T | Promise<T>): Promise<T> =>
  runAs({ as: 'tenant', tenant: tenant.id, row: tenant.row }, work);

export function databaseFor(strapi: Core.Strapi, tenant: Tenant, within?: Knex): Database {
  const on = within ?? strapi;
  return {
    ask: (statement) => as(tenant, () => ask(on, statement)),
    read: (row, statement) => as(tenant, () => read(on, row, statement)),
    readOne: (row, statement) => as(tenant, () => readOne(on, row, statement)),
    transaction: (work) =>
      as(tenant, async () => await strapi.db.transaction(async ({ trx }) => await work(databaseFor(strapi, tenant, trx)))),
  };
}
