/** Changed rows for the plugins that asked for them: after the commit, from Strapi's event hub. */
import type { Core } from '@strapi/strapi';
import { TenantId } from '@zuoxi/contracts';
import type { PluginDefinition, RowChange } from '@zuoxi/plugin';
import { z } from 'zod';
import { whoActs, rowsWrittenEvent, type RowsWritten } from '@zuoxi/record-plane';
import { inTime } from './events';
import { runFor } from './kit';
import type { Tenant } from './settings-store';

const actions = { 'entry.create': 'create', 'entry.update': 'update', 'entry.delete': 'delete' } as const;
const WrittenEntry = z.object({ uid: z.string(), model: z.string(), entry: z.looseObject({ documentId: z.string() }) });
const OfTenant = z.object({ id: TenantId, row: z.number() });

/** The tenant of a row: who acts, or for the operator and the system what the row says. */
async function tenantOf(strapi: Core.Strapi, uid: string, documentId: string): Promise<Tenant | null> {
  const who = whoActs(strapi);
  if (who?.as === 'tenant') return { id: who.tenant, row: who.row };
  const table = Object.entries(strapi.contentTypes).find(([name]) => name === uid)?.[1].collectionName;
  if (!table || !(await strapi.db.connection.schema.hasColumn(table, 'tenant_id'))) return null;
  const found: unknown = await strapi.db
    .connection(`${table} as r`)
    .join('tenants as t', 't.id', 'r.tenant_id')
    .where('r.document_id', documentId)
    .first({ id: 't.document_id', row: 't.id' });
  return found ? OfTenant.parse(found) : null;
}

/** Returns how to end. */
export function serveRows(strapi: Core.Strapi, plugin: PluginDefinition): (() => void) | null {
  const handlers = plugin.rows ?? {};
  if (!Object.keys(handlers).length) return null;
  const tell = async (change: RowChange, of: () => Promise<Tenant | null>): Promise<void> => {
    const handler = handlers[change.type];
    if (!handler) return;
    try {
      const tenant = await of();
      if (tenant) await runFor(strapi, plugin, tenant, (kit) => inTime(handler(change, kit)));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      strapi.log.error(`plugin ${plugin.name}: ${change.type} ${change.action}: ${why}`);
    }
  };
  const stops = [
    ...Object.entries(actions).map(([signal, action]) =>
      strapi.eventHub.on(signal, async (given: unknown) => {
        const entry = WrittenEntry.safeParse(given);
        if (!entry.success) return;
        const { uid, model, entry: row } = entry.data;
        await tell({ action, type: model, id: row.documentId }, () => tenantOf(strapi, uid, row.documentId));
      }),
    ),
    strapi.eventHub.on(rowsWrittenEvent, async ({ tenant, type, ids }: RowsWritten) => {
      for (const id of ids) await tell({ action: 'update', type, id }, async () => tenant);
    }),
  ];
  return () => stops.forEach((stop) => stop());
}
