/** Rows of a type of every kind, over HTTP, against a running Strapi. */
import type { TenantId } from '@zuoxi/contracts';
import { openNumber } from '@zuoxi/contracts/callback';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { addFixtureTypes } from '../../../../../tests/support/fixture-types';
import { add, givenTenant, type Tenant } from '../../../../../tests/support/people';
import { givenOne } from '../../../../../tests/support/roles';
import { givenClient, type Client } from '../../../../../tests/support/workbench-client';

let plane: RecordPlane;
let one: Tenant;
let admin: Client;
let stranger: Client;
beforeAll(async () => {
  plane = await givenRecordPlane({}, addFixtureTypes);
  one = await givenTenant(plane, 'one');
  const two = await givenTenant(plane, 'two');
  admin = await givenClient(plane, await givenOne(plane, one, 'admin', '1001'));
  stranger = await givenClient(plane, await givenOne(plane, two, 'admin', '2001'));
}, 60_000);
afterAll(() => plane?.stop());

describe('what is written is read', () => {
  test('a row with a value of every kind comes back as it was given', async () => {
    const part = await admin.create('part', { name: '齿轮' });
    const other = await admin.create('part', { name: '螺丝' });
    const plain = {
      name: '第一行',
      code: 'A-1',
      mobile: '13800138000',
      note: '一\n二',
      article: '# 标题',
      body: [{ type: 'paragraph', children: [{ type: 'text', text: '段落' }] }],
      email: 'a@example.com',
      slug: 'first-row',
      amount: 42,
      big: '123456789012345678',
      ratio: 0.25,
      price: 19.99,
      day: '2026-02-28',
      hour: '08:30:00',
      at: '2026-11-21T05:06:07.089Z',
      stamp: '2026-11-20T05:06:07.089Z',
      done: true,
      level: 'high',
      extra: { a: [1, { b: null }] },
      address: { city: '上海', street: '南京路' },
    };
    const row = await admin.create('everything', {
      ...plain,
      secret: 'never-read',
      main: part.id,
      parts: [other.id, part.id],
      single: part.id,
      several: [other.id],
      lines: [
        { text: 'a', count: 1, part: part.id, address: { city: '北京' } },
        { text: 'b', count: null },
      ],
      zone: [
        { __component: 'fixture.line', text: 'z' },
        { __component: 'fixture.address', city: '广州' },
      ],
    });
    const linked = { id: part.id, label: '齿轮' };
    expect(row).toMatchObject({
      ...plain,
      address: { city: '上海', street: '南京路' },
      main: linked,
      parts: [{ id: other.id, label: '螺丝' }, linked],
      single: linked,
      several: [{ id: other.id, label: '螺丝' }],
      lines: [
        { text: 'a', count: 1, part: linked, address: { city: '北京', street: null } },
        { text: 'b', count: null, part: null, address: null },
      ],
      zone: [
        { __component: 'fixture.line', text: 'z' },
        { __component: 'fixture.address', city: '广州', street: null },
      ],
      picture: null,
      papers: [],
      owner: { id: admin.agent.id, label: '坐席 1001' },
      may: { update: true, delete: true },
    });
    expect(row).not.toHaveProperty('secret');
    expect(row).not.toHaveProperty('tenant');
    expect(await admin.one('everything', row.id)).toEqual(row);
    expect((await admin.list('everything')).data).toEqual([row]);
    expect((await admin.one('part', part.id)).mains).toEqual([{ id: row.id, label: '第一行' }]);

    const stored = await plane.strapi.db.connection('everythings').where({ document_id: row.id }).first('secret');
    expect(stored.secret).toMatch(/^\$2/);
  });

  test('only what is given changes, and null empties', async () => {
    const part = await admin.create('part', { name: '轴' });
    const row = await admin.create('everything', {
      name: '改动',
      amount: 5,
      note: 'n',
      main: part.id,
      parts: [part.id],
      lines: [{ text: 'x' }],
    });
    const changed = await admin.update('everything', row.id, { amount: null, main: null, parts: [], lines: [] });
    expect(changed).toMatchObject({ name: '改动', note: 'n', amount: null, main: null, parts: [], lines: [] });
    expect((await admin.update('everything', row.id, { main: part.id })).main).toEqual({ id: part.id, label: '轴' });
  });

  test('every value that is wrong is named with its field', async () => {
    const wrong = {
      name: 'x',
      code: 'lower',
      email: 'nobody',
      amount: 2_000_000,
      big: 'many',
      price: 'dear',
      day: '2026-02-30',
      hour: '25:00',
      at: 'yesterday',
      done: 'yes',
      level: 'top',
      body: 'text',
      main: 'not-there',
      lines: [{ text: 'a' }, { count: 'two', more: 1 }],
      zone: [{ __component: 'fixture.unknown' }],
      address: {},
      createdAt: '2026-01-01',
      tenant: 1,
      nothing: 1,
    };
    const refused = await admin.refused('post', '/data/everything', wrong);
    expect([refused.status, refused.code]).toEqual([400, 'invalid']);
    expect(refused.issues.map((i: { field: string; code: string }) => `${i.field} ${i.code}`).sort()).toEqual(
      [
        'address.city required',
        'amount tooLarge',
        'at wrongKind',
        'big wrongKind',
        'body wrongKind',
        'code pattern',
        'createdAt notWritable',
        'day wrongKind',
        'done wrongKind',
        'email pattern',
        'hour wrongKind',
        'level choice',
        'lines.1.count wrongKind',
        'lines.1.more unknownField',
        'lines.1.text required',
        'main unknownRow',
        'name tooShort',
        'nothing unknownField',
        'price wrongKind',
        'tenant unknownField',
        'zone.0 wrongKind',
      ].sort(),
    );
    expect(await admin.refused('post', '/data/everything', {})).toMatchObject({ issues: [{ field: 'name', code: 'required' }] });
  });

  test('what is unique is said to be taken', async () => {
    await admin.create('everything', { name: '唯一', code: 'U-1' });
    expect(await admin.refused('post', '/data/everything', { name: '又一', code: 'U-1' })).toMatchObject({
      code: 'invalid',
      issues: [{ field: 'code', code: 'taken' }],
    });
    await admin.create('group', { name: '一组' });
    expect(await admin.refused('post', '/data/group', { name: '一组' })).toMatchObject({
      issues: [{ field: 'name', code: 'taken' }],
    });
    await stranger.create('group', { name: '一组' });
  });
});

test('of a type with drafts people see one row each, and what they save is published', async () => {
  const part = await admin.create('part', { name: '附件' });
  const other = await admin.create('leaflet', { title: '另一张' });
  const values = { title: '传单', part: part.id, parts: [part.id], next: other.id, lines: [{ text: '行' }] };
  const row = await admin.create('leaflet', values);
  const linked = { id: part.id, label: '附件' };
  expect(row).toMatchObject({ part: linked, parts: [linked], next: { id: other.id, label: '另一张' }, lines: [{ text: '行' }] });
  expect(await admin.update('leaflet', row.id, { title: '改过' })).toMatchObject({
    title: '改过',
    part: linked,
    parts: [linked],
    owner: { id: admin.agent.id },
  });
  const { data } = await admin.list('leaflet', { sort: { field: 'title', order: 'asc' } });
  expect(data.map(({ title }) => title)).toEqual(['另一张', '改过']);
  const stored = await plane.strapi.db
    .connection('leaflets')
    .where({ document_id: row.id })
    .select('title', 'tenant_id', 'part_id', 'owner_id');
  expect(stored).toHaveLength(2);
  expect(new Set(stored.map((one) => JSON.stringify(one))).size).toBe(1);
  await admin.send('delete', `/data/leaflet/${row.id}`).expect(204);
  expect((await admin.list('leaflet')).data).toHaveLength(1);
});

describe('TEN-03 the tenant is a wall', () => {
  test('a foreign row is not there: not to read, not to change, not to delete, not to link', async () => {
    const part = await admin.create('part', { name: '墙内' });
    const row = await admin.create('everything', { name: '墙内', main: part.id });
    for (const refused of [
      await stranger.refused('put', `/data/everything/${row.id}`, { name: '偷改' }),
      await stranger.refused('delete', `/data/everything/${row.id}`),
      await stranger.refused('put', '/data/everything/nowhere', { name: '新的' }),
    ])
      expect(refused).toMatchObject({ status: 404, code: 'notFound' });
    expect((await stranger.send('get', `/data/everything/${row.id}`)).status).toBe(404);
    expect(await stranger.refused('post', '/data/everything', { name: '连线', main: part.id })).toMatchObject({
      issues: [{ field: 'main', code: 'unknownRow' }],
    });
    expect((await stranger.list('everything', { filter: [{ field: 'main', op: 'eq', value: part.id }] })).data).toEqual([]);
    expect((await stranger.list('everything', { search: '墙内' })).data).toEqual([]);
    expect((await admin.one('everything', row.id)).name).toBe('墙内');
    const rows = await plane.strapi.db.connection('everythings').where({ tenant_id: one.row }).select('name');
    expect(rows.map(({ name }: { name: string }) => name)).not.toContain('新的');
  });
});

describe('pages', () => {
  const made: string[] = [];
  beforeAll(async () => {
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
      expect(
        (await admin.list('everything', { filter: [{ field, op: 'eq', value: part.id }] })).data.map(({ id }) => id),
      ).toEqual([row.id]);
    expect(
      (await admin.list('part', { filter: [{ field: 'everythings', op: 'eq', value: row.id }] })).data.map(({ id }) => id),
    ).toEqual([part.id]);
  });

  test('the search box looks into every text', async () => {
    await admin.create('everything', { name: '查找', note: '藏着 Needle 的字' });
    const { data } = await admin.list('everything', { search: 'needle 查' });
    expect(data.map(({ name }) => name)).toEqual(['查找']);
  });
});

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

describe('TEN-03 scopes and fields of a role', () => {
  let agent: Client;
  let mate: Client;
  let leader: Client;
  let apart: Client;
  beforeAll(async () => {
    const group = await add(plane, 'api::group.group', { tenant: one.row, name: '甲组' });
    const elsewhere = await add(plane, 'api::group.group', { tenant: one.row, name: '乙组' });
    agent = await givenClient(plane, await givenOne(plane, one, 'agent', '1101', { groups: [group.row] }));
    mate = await givenClient(plane, await givenOne(plane, one, 'agent', '1102', { groups: [group.row] }));
    leader = await givenClient(plane, await givenOne(plane, one, 'leader', '1103', { groups: [group.row] }));
    apart = await givenClient(plane, await givenOne(plane, one, 'leader', '1104', { groups: [elsewhere.row] }));
  }, 60_000);

  test('agents see their own, leaders their groups’, admins all', async () => {
    const row = await agent.create('everything', { name: '我的行', note: 'scoped' });
    expect(row).toMatchObject({ owner: { id: agent.agent.id }, group: { label: '甲组' }, may: { update: true, delete: false } });
    const filter = [{ field: 'note', op: 'eq' as const, value: 'scoped' }];
    const counts = await Promise.all(
      [agent, mate, leader, apart, admin].map(async (c) => (await c.list('everything', { filter })).data.length),
    );
    expect(counts).toEqual([1, 0, 1, 0, 1]);
    expect(await mate.refused('put', `/data/everything/${row.id}`, { name: '别人' })).toMatchObject({ status: 404 });
    expect(await leader.refused('delete', `/data/everything/${row.id}`)).toMatchObject({ status: 403 });
    expect((await leader.update('everything', row.id, { article: '组长看过' })).article).toBe('组长看过');
    expect(await agent.refused('put', `/data/everything/${row.id}`, { owner: mate.agent.id })).toMatchObject({
      issues: [{ field: 'owner', code: 'notWritable' }],
    });
    expect((await leader.update('everything', row.id, { owner: mate.agent.id })).owner).toMatchObject({ id: mate.agent.id });
    expect((await agent.list('everything', { filter })).data).toEqual([]);
    expect((await mate.list('everything', { filter })).data).toHaveLength(1);
  });

  test('settings are not for agents, and a type nobody knows is not there', async () => {
    expect((await agent.tryList('queue')).status).toBe(403);
    expect((await agent.tryList('nothing')).status).toBe(404);
    expect((await agent.schema()).types.map(({ name }) => name)).not.toContain('queue');
  });

  test('D25 a masked number has stars, and is found by its whole self only', async () => {
    const row = await agent.create('everything', { name: '有号', note: 'masked' });
    await admin.update('everything', row.id, { mobile: '13912345678' });
    expect((await admin.one('everything', row.id)).mobile).toBe('13912345678');
    expect((await agent.one('everything', row.id)).mobile).toBe('139****5678');
    const filter = (op: 'eq' | 'startsWith' | 'contains' | 'gt', value: string) => [{ field: 'mobile', op, value }];
    expect((await agent.list('everything', { filter: filter('eq', '13912345678') })).data.map(({ id }) => id)).toEqual([row.id]);
    expect((await agent.list('everything', { filter: filter('eq', '1391234567') })).data).toEqual([]);
    for (const op of ['startsWith', 'contains', 'gt'] as const)
      expect((await agent.tryList('everything', { filter: filter(op, '139') })).status).toBe(400);
    expect((await agent.tryList('everything', { sort: { field: 'mobile', order: 'asc' } })).status).toBe(400);
    expect((await agent.list('everything', { search: '1391234' })).data).toEqual([]);
    expect((await admin.list('everything', { search: '1391234' })).data).toHaveLength(1);
    expect(await agent.refused('put', `/data/everything/${row.id}`, { mobile: '1' })).toMatchObject({
      issues: [{ field: 'mobile', code: 'notWritable' }],
    });
    const field = (await agent.schema()).types
      .find(({ name }) => name === 'everything')
      ?.fields.find(({ path }) => path === 'mobile');
    expect(field).toMatchObject({ access: 'masked', sortable: false, filterable: true });
  });

  test('D25 OUT-10 a masked number is called by where it stands: sealed for the switch, of rows that one may read, of numbers alone', async () => {
    const row = await agent.create('everything', { name: '可拨', note: 'dialled' });
    await admin.update('everything', row.id, { mobile: '139-1234-5678' });
    const sealed = (client: Client, path: string) => client.send('get', `/data/everything/${row.id}/dial/${path}`);
    const { status, body, text } = await sealed(agent, 'mobile');
    expect(status).toBe(200);
    expect(text).not.toContain('5678');
    const open = (tenant: TenantId, at = Date.now()) => openNumber(plane.secrets.live, body.token, tenant, at);
    expect(await open(agent.agent.tenant.id)).toBe('13912345678');
    expect(await open('other' as TenantId)).toBeNull();
    expect(await open(agent.agent.tenant.id, Date.now() + 61_000)).toBeNull();
    expect((await sealed(agent, 'name')).status).toBe(404);
    expect((await sealed(mate, 'mobile')).status).toBe(404);
    await admin.update('everything', row.id, { mobile: null });
    expect((await sealed(agent, 'mobile')).body).toEqual({ token: null });
  });
});

describe('many at once', () => {
  test('bulk changes and deletes row by row, and names what was not done', async () => {
    const rows = await Promise.all(['一', '二', '三'].map((n) => admin.create('everything', { name: `批量${n}`, note: 'bulk' })));
    const ids = rows.map(({ id }) => id);
    const update = await admin
      .send('post', '/data/everything/bulk')
      .send({ action: 'update', ids: [...ids, 'gone'], values: { level: 'high' } });
    expect(update.body).toEqual({ done: 3, failed: [{ id: 'gone', code: 'notFound' }] });
    const filter = [{ field: 'note', op: 'eq' as const, value: 'bulk' }];
    expect((await admin.list('everything', { filter })).data.map(({ level }) => level)).toEqual(['high', 'high', 'high']);
    const remove = await admin.send('post', '/data/everything/bulk').send({ action: 'delete', ids });
    expect(remove.body).toEqual({ done: 3, failed: [] });
    expect((await admin.list('everything', { filter })).data).toEqual([]);
  });
});
