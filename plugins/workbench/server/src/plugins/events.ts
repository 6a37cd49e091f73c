/** Facts of the switch for the plugins that asked for them; each plugin follows by itself, so that a slow or broken one holds up nobody. */
import type { Core } from '@strapi/strapi';
import type { FactType, SwitchEvent, TenantId } from '@zuoxi/contracts';
import type { Kit, PluginDefinition } from '@zuoxi/plugin';
import { service } from '@zuoxi/record-plane';
import { runFor } from './kit';
import type { Tenant } from './settings-store';

const patienceMs = 30_000;

export async function tenantById(strapi: Core.Strapi, id: TenantId): Promise<Tenant | null> {
  const found: { id: number } | undefined = await strapi.db.connection('tenants').where({ document_id: id }).first('id');
  return found ? { id, row: found.id } : null;
}

/** Rejects when the handler takes longer; what it does then is its own matter. */
export async function inTime(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`takes longer than ${patienceMs / 1000} s`)), patienceMs);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** The table's type ties each handler to its own fact; the name of a fact that is here picks the right one. */
const handlerOf = (plugin: PluginDefinition, event: SwitchEvent) =>
  plugin.events?.[event.fact.type] as ((event: SwitchEvent, kit: Kit) => Promise<void>) | undefined;

const namesOf = (handlers: object): FactType[] => Object.keys(handlers) as FactType[];

/** Begins to follow; returns how to end. Null: the plugin wants no facts. */
export async function serveEvents(strapi: Core.Strapi, plugin: PluginDefinition): Promise<(() => Promise<void>) | null> {
  const types = namesOf(plugin.events ?? {});
  if (!types.length) return null;
  const following = await service(strapi, 'facts').follow({
    name: `plugin.${plugin.name}`,
    types,
    batches: 'each',
    async take({ tenant: id, events: [event], keep }) {
      const tenant = await tenantById(strapi, id);
      const handler = handlerOf(plugin, event);
      if (tenant && handler) await runFor(strapi, plugin, tenant, (kit) => inTime(handler(event, kit)));
      await keep(strapi.db.connection);
    },
  });
  return () => following.stop();
}

/** Begins to follow with each of the plugin's projections; returns how to end. */
export async function serveProjections(
  strapi: Core.Strapi,
  plugin: PluginDefinition,
  pauses?: readonly number[],
): Promise<() => Promise<void>> {
  const following = await Promise.all(
    Object.entries(plugin.projections ?? {}).map(([name, { types, project }]) =>
      service(strapi, 'facts').follow({
        name: `plugin.${plugin.name}.${name}`,
        types,
        batches: 'many',
        pauses,
        async take({ tenant: id, events, keep }) {
          const tenant = await tenantById(strapi, id);
          const work = async (kit: Kit): Promise<void> => {
            await strapi.db.transaction(async ({ trx }) => {
              await inTime(project(trx, events, kit));
              await keep(trx);
            });
          };
          if (!tenant || !(await runFor(strapi, plugin, tenant, work))) await keep(strapi.db.connection);
        },
      }),
    ),
  );
  return async () => void (await Promise.all(following.map((one) => one.stop())));
}
