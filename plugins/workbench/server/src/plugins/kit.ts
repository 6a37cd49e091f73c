/** What each part of a plugin is given (docs/plugins.md). */
import type { Core } from '@strapi/strapi';
import type { Kit, PluginDefinition } from '@zuoxi/plugin';
import { askOutside, runtimeOf } from '@zuoxi/plugin/runtime';
import { runAs } from '@zuoxi/record-plane';
import { hasModule } from './modules';
import type { Serving } from './serving';
import type { Tenant } from './settings-store';

export const kitFor =
  (strapi: Core.Strapi, serving: Serving) =>
  (plugin: PluginDefinition, tenant: Tenant): Kit => {
    const say = (text: string): string => `plugin ${plugin.name}: ${text}`;
    return {
      strapi,
      tenant: tenant.id,
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

/** Runs a handler as the tenant, if the tenant has the plugin; answers whether it has. */
export async function runFor(
  strapi: Core.Strapi,
  plugin: PluginDefinition,
  tenant: Tenant,
  work: (kit: Kit) => Promise<void>,
): Promise<boolean> {
  return runAs({ as: 'tenant', tenant: tenant.id, row: tenant.row }, async () => {
    if (!(await hasModule(strapi, tenant, plugin.name))) return false;
    await work(runtimeOf(strapi).kit(plugin, tenant));
    return true;
  });
}
