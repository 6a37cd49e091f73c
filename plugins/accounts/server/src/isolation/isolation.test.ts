/** Row-level security against a running Strapi: what a forgotten filter would show. */
import { runAs } from '@zuoxi/record-plane';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { addFixtureTypes, everythingUid } from '../../../../../tests/support/fixture-types';
import { add, givenAgent, givenTenant, type Tenant } from '../../../../../tests/support/people';
import { policyName } from './policies';

let plane: RecordPlane;
let one: Tenant;
let two: Tenant;
const canary = '别家的秘密';
beforeAll(async () => {
  plane = await givenRecordPlane({}, addFixtureTypes);
  one = await givenTenant(plane, 'one');
  two = await givenTenant(plane, 'two');
  await givenAgent(plane, one, '1001');
  await givenAgent(plane, two, '1001', { displayName: canary });
  const part = await add(plane, 'api::part.part', { tenant: two.row, name: canary });
  await runAs({ as: 'tenant', tenant: two.id, row: two.row }, () =>
    plane.strapi.documents(everythingUid as never).create({
      data: {
        name: canary,
        note: canary,
        parts: [part.id],
        address: { city: canary },
        lines: [{ text: canary, part: part.id }],
        custom: { x: canary },
      } as never,
    }),
  );
}, 90_000);
afterAll(() => plane?.stop());

const as = <T>(tenant: Tenant, work: () => Promise<T>): Promise<T> =>
  runAs({ as: 'tenant', tenant: tenant.id, row: tenant.row }, work);
const guarded = async (): Promise<string[]> => {
  const { rows } = await plane.strapi.db.connection.raw(
    'select c.relname from pg_policy p join pg_class c on c.oid = p.polrelid where p.polname = ?',
    [policyName],
  );
  return rows.map(({ relname }: { relname: string }) => relname).sort();
};

test('every table with a tenant, every link of one and every component has its policy', async () => {
  const tables = await guarded();
  for (const table of [
    'tenants',
    'up_users',
    'roles',
    'groups',
    'queues',
    'up_users_groups_lnk',
    'call_records',
    'call_agents',
    'switch_events',
    'audit_log',
    'everythings',
    'everythings_cmps',
    'everythings_parts_lnk',
    'components_fixture_addresss',
    'components_fixture_lines',
  ])
    expect(tables).toContain(table);
});

test('I7 raw SQL without any filter sees nothing of another tenant, in no table', async () => {
  for (const table of await guarded()) {
    const rows: unknown[] = await as(one, () => plane.strapi.db.connection(table).select('*'));
    expect([table, JSON.stringify(rows)]).toEqual([table, expect.not.stringContaining(canary)]);
  }
  const theirs = await as(two, () => plane.strapi.db.connection('everythings').select('name'));
  expect(theirs).toEqual([{ name: canary }]);
});

test('I7 of what the operator writes for a tenant that tenant sees every part, and no other does', async () => {
  const { id: documentId } = await add(plane, everythingUid, {
    tenant: one.row,
    name: '运营所建',
    address: { city: '上海' },
    lines: [{ text: 'a', address: { city: '北京' } }],
  });
  const populate = { address: true, lines: { populate: { address: true } } };
  const seenBy = (tenant: Tenant): Promise<unknown> =>
    as(tenant, () => plane.strapi.documents(everythingUid as never).findOne({ documentId, populate } as never));
  expect(await seenBy(one)).toMatchObject({ address: { city: '上海' }, lines: [{ text: 'a', address: { city: '北京' } }] });
  await runAs({ as: 'operator' }, () =>
    plane.strapi.documents(everythingUid as never).update({ documentId, data: { lines: [{ text: 'b' }] } } as never),
  );
  expect(await seenBy(one)).toMatchObject({ address: { city: '上海' }, lines: [{ text: 'b' }] });
  expect(await seenBy(two)).toBeNull();
  const theirs = await as(two, () => plane.strapi.db.connection('components_fixture_lines').select('text'));
  expect(theirs).toEqual([{ text: canary }]);
  await runAs({ as: 'system' }, () => plane.strapi.documents(everythingUid as never).delete({ documentId } as never));
});

test('I7 what belongs to another tenant is neither changed nor taken away nor made', async () => {
  const knex = plane.strapi.db.connection;
  expect(await as(one, () => knex('everythings').update({ name: 'x' }))).toBe(0);
  expect(await as(one, () => knex('everythings').delete())).toBe(0);
  await expect(as(one, () => knex('groups').insert({ name: 'x', tenant_id: two.row }))).rejects.toThrow('row-level security');
  await expect(
    as(one, () =>
      knex('everythings')
        .update({ tenant_id: two.row })
        .whereNotNull('id')
        .then(() => knex('groups').insert({ name: 'y', tenant_id: two.row })),
    ),
  ).rejects.toThrow('row-level security');
});

test('two hundred tasks of two tenants at once: nobody borrows a connection that still looks elsewhere', async () => {
  const knex = plane.strapi.db.connection;
  const looks = Array.from({ length: 200 }, (_, i) => {
    const tenant = i % 2 ? one : two;
    return as(tenant, () => knex('up_users').select('tenant_id')).then(
      (rows) => rows.every(({ tenant_id: row }) => row === tenant.row) && rows.length === 1,
    );
  });
  expect((await Promise.all(looks)).every(Boolean)).toBe(true);
});

test('a list by tenant still uses its index', async () => {
  const plan = await as(one, async () => {
    const trx = await plane.strapi.db.connection.transaction();
    await trx.raw('set local enable_seqscan = off');
    const { rows } = await trx.raw(
      `explain select * from call_records where tenant = '${one.id}' order by started_at desc limit 10`,
    );
    await trx.rollback();
    return JSON.stringify(rows);
  });
  expect(plan).toMatch(/Index( Only)? Scan|Bitmap Index Scan/);
});
