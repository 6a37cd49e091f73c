/** Every table that a tenant owns carries the tenant first in its keys (design §6): a tenant's rows lie together, and can be moved to a database of their own. */
import { z } from 'zod';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';

let plane: RecordPlane;
beforeAll(async () => {
  plane = await givenRecordPlane();
}, 90_000);
afterAll(() => plane?.stop());

const Key = z.object({ index: z.string(), first: z.string() });

/** Keys and indexes that are asked across tenants, and why. */
const acrossTenants: Readonly<Record<string, string>> = {
  switch_events_n: 'the order in which facts were stored, which followers go by',
  line_numbers_key: 'whose a number is, is asked before a tenant is known',
  sent_codes_address: 'how many codes an address gets holds for all tenants together',
};

/** What Strapi makes for itself, and what PostgreSQL's trigram indexes cannot begin with. */
const notOurs = /_fk$|_documents_idx$|^upload_files_|_trgm$/;

/** Names of keys that begin with something else than the tenant; a row's own number (`id`) names no rows of others. */
async function leadless(): Promise<string[]> {
  const { rows }: { rows: unknown[] } = await plane.strapi.db.connection.raw(
    `select x.relname as index, pg_get_indexdef(i.indexrelid, 1, true) as first
       from pg_index i join pg_class t on t.oid = i.indrelid join pg_class x on x.oid = i.indexrelid
      where t.relnamespace = current_schema()::regnamespace and exists (
        select 1 from pg_attribute a where a.attrelid = t.oid and a.attname in ('tenant', 'tenant_id', 'tenant_row') and not a.attisdropped)`,
  );
  return rows
    .map((row) => Key.parse(row))
    .filter(({ index, first }) => !['id', 'tenant', 'tenant_id', 'tenant_row'].includes(first) && !notOurs.test(index))
    .map(({ index }) => index)
    .sort();
}

test('I7 every key of a table that a tenant owns begins with the tenant', async () => {
  expect(await leadless()).toEqual(Object.keys(acrossTenants).sort());
});

test('a key that begins with something else is found', async () => {
  const { connection } = plane.strapi.db;
  await connection.raw('create table planted (tenant text not null, call text not null, primary key (call, tenant))');
  expect(await leadless()).toContain('planted_pkey');
  await connection.raw('drop table planted');
});
