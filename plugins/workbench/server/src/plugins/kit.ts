/** What each part of a plugin is given (docs/plugins.md). */
import type { Core } from '@strapi/strapi';
import type { Call, Kit, PluginDefinition } from '@zuoxi/plugin';
import { askOutside, runtimeOf } from '@zuoxi/plugin/runtime';
import { service, type Caller } from '@zuoxi/record-plane';
import type { Context } from 'koa';
import { as, databaseFor } from './database';
import { hasModule } from './modules';
import { rowsFor } from './rows-for';
import { servingOf, type Serving } from './serving';
import type { Tenant } from './settings-store';

export const kitFor =
  (strapi: Core.Strapi, serving: Serving) =>
  (plugin: PluginDefinition, tenant: Tenant): Kit => {
    const say = (text: string): string => `plugin ${plugin.name}: ${text}`;
    return {
      strapi,
      tenant: tenant.id,
      tenantKey: tenant.row,
      database: databaseFor(strapi, tenant),
      changed: async (type, ids) => {
        if (ids) await service(strapi, 'changes').rowsWritten(tenant, type, ids);
        else service(strapi, 'changes').rowsArrived(tenant.row, type);
      },
      open: (place, stored) => service(strapi, 'sealed').open(place, stored),
      people: (keys) => as(tenant, () => service(strapi, 'people').named(keys)),
      withFile: (id, work) => service(strapi, 'files').withFile(id, tenant.row, work),
      log: {
        info: (text) => void strapi.log.info(say(text)),
        warn: (text) => void strapi.log.warn(say(text)),
        error: (text) => void strapi.log.error(say(text)),
      },
      settings: async (schema) => schema.parse(await serving.settings.read(plugin, tenant)),
      ask: (address, options = {}) => askOutside(address, options, serving.privateHosts),
      jobs: {
        async add(name, data, { key, delayMs }) {
          if (!plugin.jobs?.[name]) throw new Error(`${plugin.name} has no job ${name}`);
          if (!serving.jobs) throw new Error('jobs need Redis, and this record plane was started without');
          await serving.jobs.add(`${plugin.name}.${name}`, { tenant, data }, { key: `${tenant.id}/${key}`, delayMs });
        },
      },
    };
  };

/** What a route is given beside what it was asked. */
export const callFor =
  (strapi: Core.Strapi) =>
  (plugin: PluginDefinition, ctx: Context, caller: Caller): Omit<Call, 'query' | 'body'> => {
    return {
      ctx,
      caller,
      who: caller.who,
      params: ctx.params,
      kit: runtimeOf(strapi).kit(plugin, { id: caller.who.tenant.id, row: caller.tenant }),
      keepFile: (file) => service(strapi, 'files').keep(caller, file),
      rows: rowsFor(strapi, caller),
      start: (name, data) => servingOf(strapi).longJobs.start(plugin, caller, name, data),
    };
  };

/** Runs a handler as the tenant, if the tenant has the plugin; answers whether it has. */
export async function runFor(
  strapi: Core.Strapi,
  plugin: PluginDefinition,
  tenant: Tenant,
  work: (kit: Kit) => Promise<void>,
): Promise<boolean> {
  return as(tenant, async () => {
    if (!(await hasModule(strapi, tenant, plugin.name))) return false;
    await work(runtimeOf(strapi).kit(plugin, tenant));
    return true;
  });
}
