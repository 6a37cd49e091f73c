/** WB-11, WB-14: pages, filters and search of a type of every kind, over HTTP, against a running Strapi. */
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { addFixtureTypes } from '../../../../../tests/support/fixture-types';
import { givenTenant, type Tenant } from '../../../../../tests/support/people';
import { givenOne } from '../../../../../tests/support/roles';
import { givenClient, type Client } from '../../../../../tests/support/workbench-client';

let plane: RecordPlane;
let one: Tenant;
let admin: Client;
const made: string[] = [];
beforeAll(async () => {
  plane = await givenRecordPlane({}, addFixtureTypes);
  one = await givenTenant(plane, 'one');
  admin = await givenClient(plane, await givenOne(plane, one, 'admin', '1001'));
  const part = await admin.create('part', { name: '分页' });
  const other = await admin.create('part', { name: '乙' });
  for (let i = 0; i < 23; i++) {
    const some = i % 4 !== 0;
    const row = await admin.create('everything', {
      name: `页 ${String(i).padStart(2, '0')}`,
      note: 'page',
      ...(some && {
        amount: i % 5,
        big: String(10n ** 15n + BigInt(i % 3)),
        ratio: (i % 7) / 3,
        price: i / 4,
        day: `2026-01-${String((i % 6) + 1).padStart(2, '0')}`,
        hour: `0${i % 8}:15`,
        at: new Date(1_700_000_000_123 + (i % 9) * 1000).toISOString(),
        done: i % 2 === 0,
        level: ['low', 'middle', 'high'][i % 3],
        email: `${i % 4}@example.com`,
        main: i % 2 ? part.id : other.id,
      }),
    });
    made.push(row.id);
  }
}, 60_000);

const mine = [{ field: 'note', op: 'eq' as const, value: 'page' }];
const sortable = [
  'name',
  'amount',
  'big',
  'ratio',
  'price',
  'day',
  'hour',
  'at',
  'done',
  'level',
  'email',
  'main',
  'createdAt',
  'id',
];
test.each(
  sortable.flatMap((field) => [
    { field, order: 'asc' as const },
    { field, order: 'desc' as const },
  ]),
)('WB-11 pages of $field $order hold every row once, in the order of one long page', async (sort) => {
  const whole = await admin.list('everything', { filter: mine, sort, limit: 200 });
  expect([...whole.data.map(({ id }) => id)].sort()).toEqual([...made].sort());
  const paged: string[] = [];
  for (let after: string | undefined, more = true; more;) {
    const { data, next } = await admin.list('everything', { filter: mine, sort, limit: 4, after });
    paged.push(...data.map(({ id }) => id));
    after = next ?? undefined;
    more = next !== null;
  }
  expect(paged).toEqual(whole.data.map(({ id }) => id));
  const jumped = await admin.list('everything', { filter: mine, sort, limit: 5, skip: 8 });
  expect(jumped.data.map(({ id }) => id)).toEqual(paged.slice(8, 13));
});

test('a cursor of another order is refused', async () => {
  const { next } = await admin.list('everything', { filter: mine, limit: 2, sort: { field: 'name', order: 'asc' } });
  for (const after of [next ?? '', 'nonsense', Buffer.from('{}').toString('base64url')]) {
    const { status, body } = await admin.tryList('everything', { filter: mine, sort: { field: 'name', order: 'desc' }, after });
    expect([status, body.error.code]).toEqual([400, 'badRequest']);
  }
});

test('the count is its own question', async () => {
  expect(await admin.count('everything', { filter: mine })).toEqual({ count: 23, exact: true });
});

test.each([
  ['amount', 'gte', 3],
  ['amount', 'in', [1, 2]],
  ['amount', 'empty', undefined],
  ['amount', 'notEmpty', undefined],
  ['amount', 'ne', 3],
  ['big', 'eq', '1000000000000001'],
  ['price', 'lt', 2.5],
  ['day', 'gte', '2026-01-04'],
  ['day', 'in', ['2026-01-02']],
  ['hour', 'lte', '03:15'],
  ['at', 'gt', '2023-11-14T22:13:23.123Z'],
  ['at', 'eq', '2023-11-14T22:13:22.123Z'],
  ['done', 'eq', true],
  ['level', 'in', ['middle', 'high']],
  ['email', 'startsWith', '3@'],
  ['email', 'contains', 'EXAMPLE'],
  ['name', 'contains', '1'],
  ['name', 'eq', '页 07'],
  ['name', 'gt', '页 15'],
  ['main', 'empty', undefined],
  ['main', 'notEmpty', undefined],
] as const)('WB-13 %s %s %j finds what a look at each row finds', async (field, op, value) => {
  const all = (await admin.list('everything', { filter: mine, limit: 200 })).data;
  const condition = { field, op, ...(value !== undefined && { value: Array.isArray(value) ? [...value] : (value as string) }) };
  const found = (await admin.list('everything', { filter: [...mine, condition], limit: 200 })).data;
  expect(found.map(({ id }) => id)).toEqual(all.filter((row) => looksLike(row[field], op, value)).map(({ id }) => id));
  expect(found.length).toBeGreaterThan(0);
  expect(found.length).toBeLessThan(all.length + (op === 'contains' ? 1 : 0));
});

test.each([
  [{ field: 'secret', op: 'eq', value: 'x' }],
  [{ field: 'tenant', op: 'eq', value: 1 }],
  [{ field: 'nothing', op: 'eq', value: 1 }],
  [{ field: 'address', op: 'empty' }],
  [{ field: 'amount', op: 'eq', value: 'many' }],
  [{ field: 'amount', op: 'contains', value: '1' }],
  [{ field: 'at', op: 'eq', value: 'noon' }],
  [{ field: 'main', op: 'contains', value: 'x' }],
  [{ field: 'custom.x', op: 'eq', value: 'x' }],
  [{ field: 'level', op: 'lt', value: 'high' }],
] as const)('%j is refused and named', async (condition) => {
  const { status, body } = await admin.tryList('everything', { filter: [condition] });
  expect([status, body.error.code]).toEqual([400, 'badRequest']);
  expect(body.error.message).toContain(condition.field);
});

test('signs of patterns are letters like any other', async () => {
  await admin.create('everything', { name: '100% _\\ \'";--', note: 'odd' });
  for (const value of ['%', '_', '\\', '\'";--', '0% _']) {
    const { data } = await admin.list('everything', { filter: [{ field: 'name', op: 'contains', value }] });
    expect(data.map(({ note }) => note)).toEqual(['odd']);
  }
});

test('by parts: a relation of many is filtered by the id of one', async () => {
  const part = await admin.create('part', { name: '多' });
  const row = await admin.create('everything', { name: '有多', parts: [part.id], several: [part.id] });
  for (const field of ['parts', 'several'])
    expect((await admin.list('everything', { filter: [{ field, op: 'eq', value: part.id }] })).data.map(({ id }) => id)).toEqual([
      row.id,
    ]);
  expect(
    (await admin.list('part', { filter: [{ field: 'everythings', op: 'eq', value: row.id }] })).data.map(({ id }) => id),
  ).toEqual([part.id]);
});

test('the search box looks into every text', async () => {
  await admin.create('everything', { name: '查找', note: '藏着 Needle 的字' });
  const { data } = await admin.list('everything', { search: 'needle 查' });
  expect(data.map(({ name }) => name)).toEqual(['查找']);
});
afterAll(() => plane?.stop());

function looksLike(value: unknown, op: string, given: unknown): boolean {
  const plain = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : value;
  const other = typeof given === 'string' && /^\d{4}-\d\d-\d\dT/.test(given) ? Date.parse(given) : given;
  const text = String(plain ?? '').toLowerCase();
  const both = plain !== null && plain !== undefined;
  const rules: Record<string, () => boolean> = {
    eq: () => plain === other,
    ne: () => plain !== other,
    in: () => Array.isArray(given) && given.includes(value),
    gt: () => both && (plain as number) > (other as number),
    gte: () => both && (plain as number) >= (other as number),
    lt: () => both && (plain as number) < (other as number),
    lte: () => both && String(plain) <= `${String(other)}:00`,
    contains: () => text.includes(String(given).toLowerCase()),
    startsWith: () => text.startsWith(String(given).toLowerCase()),
    empty: () => !both || plain === '',
    notEmpty: () => both && plain !== '',
  };
  return rules[op]?.() ?? false;
}
