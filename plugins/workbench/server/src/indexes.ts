/**
 * Indexes that Strapi's schema files cannot say: with the row's number behind the key, on expressions, for one tenant alone. Their names are unknown to
 * Strapi, whose schema sync therefore leaves them alone (indexes.test.ts); they are looked at again at every start.
 */
import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { ask, sql } from '@zuoxi/record-plane';
import { customKey } from './data/key';
import type { StoredField } from './fields/store';
import type { Catalogue } from './types/catalogue';
import type { Type } from './types/field';

export type Index = { name: string; table: string; on: string; where?: string };

/** PostgreSQL cuts names after 63 bytes. */
const named = (...parts: string[]): string => {
  const whole = `wb_${parts.join('_')}`;
  return whole.length <= 60 ? whole : `${whole.slice(0, 47)}_${createHash('sha256').update(whole).digest('hex').slice(0, 12)}`;
};
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The newest rows of a tenant, of an agent, of a group; what declares an index or belongs to the search box. */
export function typeIndexes({ table, tenant, ownership, fields }: Type): Index[] {
  if (tenant !== 'relation') return [];
  const newest = (column: string): Index => ({
    name: named(table, column, 'newest'),
    table,
    on: column === 'tenant_id' ? '(tenant_id, created_at, id)' : `(tenant_id, ${column}, created_at, id)`,
  });
  return [
    newest('tenant_id'),
    ...(ownership === 'columns' ? [newest('owner_id'), newest('group_id')] : []),
    ...fields.flatMap(({ place, search, indexed }): Index[] => {
      if (place.at !== 'column') return [];
      const column = quoted(place.column);
      return [
        ...(search ? [{ name: named(table, place.column, 'trgm'), table, on: `using gin (lower(${column}) gin_trgm_ops)` }] : []),
        ...(indexed ? [{ name: named(table, place.column, 'sort'), table, on: `(tenant_id, ${column}, id)` }] : []),
      ];
    }),
  ];
}

/** A tenant's own field: an expression, over that tenant's rows alone. */
export function fieldIndex(tenant: number, { table }: Type, { of, name }: Pick<StoredField, 'of' | 'name'>): Index {
  const key = customKey(of, name).text.replaceAll('t.custom', 'custom');
  const isList = of.kind === 'multiChoice' || (of.kind === 'relation' && of.many);
  return {
    name: named(table, String(tenant), name.toLowerCase(), createHash('sha256').update(name).digest('hex').slice(0, 6)),
    table,
    on: isList ? `using gin (${key} jsonb_path_ops)` : `(${key}, id)`,
    where: `tenant_id = ${tenant}`,
  };
}

/** Reads and writes go on meanwhile. One that was broken off is made again. */
export async function makeIndex(strapi: Core.Strapi, { name, table, on, where }: Index): Promise<void> {
  const [had] = await ask(
    strapi,
    sql`select i.indisvalid as valid from pg_class c join pg_index i on i.indexrelid = c.oid where c.relname = ${name}`,
  );
  if (had?.valid) return;
  if (had) await dropIndex(strapi, name);
  await strapi.db.connection.raw(
    `create index concurrently if not exists ${quoted(name)} on ${quoted(table)} ${on}${where ? ` where ${where}` : ''}`,
  );
}

export const dropIndex = async (strapi: Core.Strapi, name: string): Promise<void> => {
  await strapi.db.connection.raw(`drop index concurrently if exists ${quoted(name)}`);
};

/** At a start. Without trigrams (a database that does not have them) searching is slower, not wrong. */
export async function makeIndexes(
  strapi: Core.Strapi,
  catalogue: Catalogue,
  made: readonly { tenant: number; field: StoredField }[],
): Promise<void> {
  const all = [
    ...catalogue.types.flatMap(typeIndexes),
    ...made.flatMap(({ tenant, field }) => {
      const type = catalogue.named(field.type);
      return type && field.indexed && !field.removed ? [fieldIndex(tenant, type, field)] : [];
    }),
  ];
  if (all.some(({ on }) => on.includes('gin_trgm_ops'))) await strapi.db.connection.raw('create extension if not exists pg_trgm');
  for (const index of all) {
    try {
      await makeIndex(strapi, index);
    } catch (error) {
      strapi.log.warn(`index ${index.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
