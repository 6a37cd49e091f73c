/** Rows of a type of every kind, over HTTP, against a running Strapi. */
import type { UID } from '@strapi/strapi';
import { runAs } from '@zuoxi/record-plane';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { addFixtureTypes } from '../../../../../tests/support/fixture-types';
import { givenTenant, type Tenant } from '../../../../../tests/support/people';
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

  describe('control characters', () => {
    const issues = ({ issues: found }: { issues: { field: string; code: string }[] }) =>
      found.map((i) => `${i.field} ${i.code}`).sort();
    const hostile = {
      name: '两\r\n行',
      code: 'A\n',
      mobile: '138\n001',
      email: 'a@b.cn\n',
      secret: 'geheim\n1',
      slug: 'a\tb',
      note: 'bell \u0007',
      article: '\u001b[31m',
      body: [{ type: 'paragraph', children: [{ type: 'text', text: '\0' }] }],
      extra: { a: ['\0'] },
      lines: [{ text: 'a\nb' }],
      address: { city: '上\n海' },
      zone: [{ __component: 'fixture.line', text: '\u2028' }],
    };
    const named = [
      'address.city control',
      'article control',
      'body control',
      'code control',
      'email control',
      'extra control',
      'lines.0.text control',
      'mobile control',
      'name control',
      'note control',
      'secret control',
      'slug control',
      'zone.0.text control',
    ];

    test('are refused in every kind of text, field by field, in a new row, a changed one, many at once and an import', async () => {
      const row = await admin.create('everything', { name: '干净', note: '一\n\t二' });
      expect(row.note).toBe('一\n\t二');
      expect(issues(await admin.refused('post', '/data/everything', hostile))).toEqual(named);
      expect(issues(await admin.refused('put', `/data/everything/${row.id}`, hostile))).toEqual(named);
      const imported = await admin.send('post', '/data/everything/import').send({ rows: [hostile, { name: '第二行' }] });
      expect(issues(imported.body.rows[0])).toEqual(named);
      expect(imported.body.rows[1]).toHaveProperty('id');
      const bulk = { action: 'update', ids: [row.id], values: { name: 'a\nb' } };
      expect((await admin.send('post', '/data/everything/bulk').send(bulk)).body).toMatchObject({
        done: 0,
        failed: [{ id: row.id }],
      });
      expect(await admin.one('everything', row.id)).toEqual(row);
    });

    test('are refused whoever writes: documents and queries of plugins too', async () => {
      const documents = plane.strapi.documents('api::part.part' as UID.ContentType);
      const write = (name: string) => runAs({ as: 'system' }, () => documents.create({ data: { name } as object }));
      await expect(write('两\n行')).rejects.toThrow(/control character/);
      expect(await write('一行')).toMatchObject({ name: '一行' });
      const query = plane.strapi.db.query('api::part.part');
      await expect(runAs({ as: 'system' }, () => query.create({ data: { name: 'a\0' } }))).rejects.toThrow(/control character/);
      await expect(
        runAs({ as: 'system' }, () => query.updateMany({ where: { name: '一行' }, data: { name: 'a\r' } })),
      ).rejects.toThrow(/control/);
    });

    test('in an address, a query or a filter are a bad request, never an internal error', async () => {
      for (const path of [
        '/data/everything/%00',
        '/data/every%00thing',
        '/data/everything/a%0ab',
        '/data/everything?search=%00',
        `/data/everything?filter=${encodeURIComponent(JSON.stringify([{ field: 'name', op: 'eq', value: '\0' }]))}`,
        `/data/everything?filter=${encodeURIComponent(JSON.stringify([{ field: 'name', op: 'in', value: ['\u0007'] }]))}`,
        '/data/everything?after=%1b',
        '/data/everything?x%00=1',
        '/data/everything/%zz',
      ])
        expect([path, (await admin.send('get', path)).status]).toEqual([path, 400]);
      expect((await admin.send('get', '/data/everything?search=%E5%B9%B2%0A%E5%87%80')).status).toBe(200);
    });
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
