/**
 * A component's row takes the tenant of the connection that writes it (`policies.ts`). What the operator or the record plane itself writes for a tenant is
 * stamped here, after it: else the tenant would see the row and none of its parts.
 */
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { whoActs } from '@zuoxi/record-plane';

const Written = z.looseObject({ documentId: z.string() });
const Row = z.object({ id: z.number(), tenant_id: z.number().nullable() });
const Link = z.object({ type: z.string(), id: z.number() });
/** Strapi joins parts to what they belong to by tables of one shape. */
const Parts = z.object({
  joinTable: z.object({
    name: z.string(),
    joinColumn: z.object({ name: z.literal('entity_id') }),
    pivotColumns: z.array(z.string()).refine((columns) => columns.includes('component_type') && columns.includes('cmp_id')),
  }),
});
type Model = { tableName: string; attributes: Record<string, unknown> };

/** The parts of these rows, and the parts of those. */
async function stamp(
  strapi: Core.Strapi,
  trx: Knex,
  { attributes }: Model,
  rows: readonly number[],
  tenant: number,
): Promise<void> {
  const tables = Object.values(attributes).flatMap((attribute) => Parts.safeParse(attribute).data?.joinTable.name ?? []);
  for (const table of new Set(tables)) {
    const found: unknown[] = await trx(table).whereIn('entity_id', rows).select({ type: 'component_type', id: 'cmp_id' });
    const links = found.map((link) => Link.parse(link));
    for (const type of new Set(links.map((link) => link.type))) {
      const part: Model = strapi.db.metadata.get(type);
      const ids = links.flatMap((link) => (link.type === type ? [link.id] : []));
      await trx(part.tableName).whereIn('id', ids).update({ tenant_row: tenant });
      await stamp(strapi, trx, part, ids, tenant);
    }
  }
}

const writes = ['create', 'update', 'clone', 'publish'];

/** In `register()`. */
export function stampParts(strapi: Core.Strapi): void {
  strapi.documents.use(async ({ uid, action }, next) => {
    const result = await next();
    const model: Model = strapi.db.metadata.get(uid);
    const written = Written.safeParse(result);
    const hasParts = Object.values(model.attributes).some((attribute) => Parts.safeParse(attribute).success);
    const tenant = z.object({ joinColumn: z.object({ name: z.literal('tenant_id') }) }).safeParse(model.attributes.tenant);
    if (!writes.includes(action) || !written.success || !hasParts || !tenant.success || whoActs(strapi)?.as === 'tenant')
      return result;
    await strapi.db.transaction(async ({ trx }) => {
      const rows: unknown[] = await trx(model.tableName)
        .where({ document_id: written.data.documentId })
        .select('id', 'tenant_id');
      for (const { id, tenant_id: row } of rows.map((one) => Row.parse(one)))
        if (row !== null) await stamp(strapi, trx, model, [id], row);
    });
    return result;
  });
}
