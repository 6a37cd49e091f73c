/** What plugins bring to the demo: each is on, and those that declare rows make them. One that fails leaves its own out. */
import type { Core } from '@strapi/strapi';
import type { DemoPeople } from '@zuoxi/plugin';
import { pluginsOf, runtimeOf } from '@zuoxi/plugin/runtime';
import type { TenantId } from '@zuoxi/contracts';
import { runAs } from '@zuoxi/record-plane';

/** In the caller's transaction, each plugin in a part of it that is undone alone. */
export async function seedPlugins(strapi: Core.Strapi, tenant: { id: TenantId; row: number }, people: DemoPeople): Promise<void> {
  const plugins = pluginsOf(strapi);
  const modules = plugins.map(({ name }) => name);
  await strapi.db.query('api::tenant.tenant').update({ where: { id: tenant.row }, data: { modules } });
  for (const plugin of plugins)
    await strapi.db.transaction(async ({ trx }) => {
      await trx.raw('savepoint demo');
      try {
        const kit = runtimeOf(strapi).kit(plugin, tenant);
        await runAs({ as: 'tenant', tenant: tenant.id, row: tenant.row }, () => plugin.demo?.(kit, people));
      } catch (error) {
        await trx.raw('rollback to savepoint demo');
        strapi.log.error(`plugin ${plugin.name}: no demo rows: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
}
