/** Fields, views, packages and files that tenants make at run time, over HTTP, against a running Strapi. */
import {
  admin,
  agent,
  agentRole,
  field,
  givenDesigners,
  label,
  makeField,
  one,
  plane,
  stranger,
} from '../../../../tests/support/designers';
import { type Client } from '../../../../tests/support/workbench-client';
beforeAll(givenDesigners, 60_000);
afterAll(() => plane?.stop());

const typeOf = async (client: Client, name = 'everything') => {
  const found = (await client.schema()).types.find((type) => type.name === name);
  if (!found) throw new Error(`no ${name}`);
  return found;
};

test('of two fields with one name, made at the same moment, one is made and the other is told that it is taken', async () => {
  const made = await Promise.all([1, 2, 3].map(() => admin.send('post', '/fields').send(field('twice', { kind: 'text' }))));
  const statuses = made.map(({ status }) => status).sort();
  expect([statuses[0], statuses.includes(500)]).toEqual([201, false]);
  expect((await typeOf(admin)).fields.filter(({ path }) => path === 'custom.twice')).toHaveLength(1);
});

describe('fields that a tenant makes', () => {
  const kinds: [string, object, unknown, unknown, unknown][] = [
    ['line', { kind: 'text', maxLength: 10 }, '短', '这一行太长太长太长太长', 'tooLong'],
    ['story', { kind: 'longText' }, '长文', 7, 'wrongKind'],
    ['tel', { kind: 'phone' }, '02112345678', 'abc', 'pattern'],
    ['mail', { kind: 'email' }, 'a@b.cn', 'nobody', 'pattern'],
    ['pieces', { kind: 'integer', min: 1, max: 9 }, 5, 10, 'tooLarge'],
    ['weight', { kind: 'decimal' }, 1.25, 'heavy', 'wrongKind'],
    ['due', { kind: 'date' }, '2026-03-01', '2026-13-01', 'wrongKind'],
    ['met', { kind: 'datetime' }, '2026-03-01T08:00:00.000Z', 'noon', 'wrongKind'],
    ['vip', { kind: 'boolean' }, true, 'yes', 'wrongKind'],
    ['source', { kind: 'choice', choices: [{ value: 'web', label: label('网站') }] }, 'web', 'tv', 'choice'],
    [
      'likes',
      {
        kind: 'multiChoice',
        choices: [
          { value: 'a', label: label('甲') },
          { value: 'b', label: label('乙') },
        ],
      },
      ['a', 'b'],
      ['c'],
      'choice',
    ],
  ];

  test.each(kinds)(
    '%s is validated, stored, listed, sorted and filtered like a built-in field',
    async (name, of, good, bad, code) => {
      await makeField(admin, field(name, of, { indexed: true }));
      const known = (await typeOf(admin)).fields.find(({ path }) => path === `custom.${name}`);
      expect(known).toMatchObject({ of, access: 'write', filterable: true });
      const row = await admin.create('everything', { name: `有${name}`, custom: { [name]: good } });
      const without = await admin.create('everything', { name: `无${name}` });
      expect(row.custom).toMatchObject({ [name]: good });
      expect((await admin.one('everything', row.id)).custom).toMatchObject({ [name]: good });
      expect(await admin.refused('put', `/data/everything/${row.id}`, { custom: { [name]: bad } })).toMatchObject({
        code: 'invalid',
        issues: [{ field: `custom.${name}`, code }],
      });
      const path = `custom.${name}`;
      const value = Array.isArray(good) ? 'a' : (good as string);
      const found = await admin.list('everything', { filter: [{ field: path, op: 'eq', value }] });
      expect(found.data.map(({ id }) => id)).toEqual([row.id]);
      const empty = await admin.list('everything', { filter: [{ field: path, op: 'empty' }], limit: 200 });
      expect(empty.data.map(({ id }) => id)).toContain(without.id);
      expect(empty.data.map(({ id }) => id)).not.toContain(row.id);
      if (!known?.sortable) return;
      for (const order of ['asc', 'desc'] as const) {
        const first = await admin.list('everything', { sort: { field: path, order }, limit: 1 });
        const rest = await admin.list('everything', { sort: { field: path, order }, limit: 200, after: first.next ?? '' });
        const ids = [...first.data, ...rest.data].map(({ id }) => id);
        expect(new Set(ids).size).toBe((await admin.count('everything')).count);
        expect(order === 'asc' ? ids[0] : ids.at(-1)).toBe(row.id);
      }
    },
  );

  test('relations and files are links: shown by name, and only to what is there', async () => {
    await makeField(admin, field('friend', { kind: 'relation', target: 'part', many: false }));
    await makeField(admin, field('friends', { kind: 'relation', target: 'part', many: true }));
    const part = await admin.create('part', { name: '友' });
    const foreign = await stranger.create('part', { name: '外' });
    const row = await admin.create('everything', { name: '有友', custom: { friend: part.id, friends: [part.id] } });
    const linked = { id: part.id, label: '友' };
    expect(row.custom).toMatchObject({ friend: linked, friends: [linked] });
    for (const path of ['custom.friend', 'custom.friends'])
      expect(
        (await admin.list('everything', { filter: [{ field: path, op: 'eq', value: part.id }] })).data.map(({ id }) => id),
      ).toEqual([row.id]);
    expect(await admin.refused('post', '/data/everything', { name: '连外', custom: { friend: foreign.id } })).toMatchObject({
      issues: [{ field: 'custom.friend', code: 'unknownRow' }],
    });
    await admin.send('delete', `/data/part/${part.id}`).expect(204);
    expect((await admin.one('everything', row.id)).custom).toMatchObject({ friend: null, friends: [] });
  });

  test('a removed field is hidden and keeps its values; made again, it brings them back', async () => {
    const made = await makeField(admin, field('memo', { kind: 'text' }, { indexed: true }));
    const row = await admin.create('everything', { name: '有备忘', custom: { memo: '还在' } });
    await admin.send('delete', `/fields/${made.id}`).expect(204);
    expect((await typeOf(admin)).fields.map(({ path }) => path)).not.toContain('custom.memo');
    expect((await admin.one('everything', row.id)).custom).not.toHaveProperty('memo');
    await admin.update('everything', row.id, { amount: 1 });
    const other = await admin.send('post', '/fields').send(field('memo', { kind: 'integer' }));
    expect(other.body.error.issues).toEqual([{ field: 'of.kind', code: 'taken', limit: 'text' }]);
    await makeField(admin, field('memo', { kind: 'text' }, { label: label('备忘录') }));
    expect((await admin.one('everything', row.id)).custom).toMatchObject({ memo: '还在' });
  });

  test('it is renamed, but keeps name and kind; two of one name there are not', async () => {
    const made = await makeField(admin, field('nick', { kind: 'text' }));
    const { id, ...rest } = made;
    const put = (given: object) => admin.send('put', `/fields/${id}`).send(given);
    const { removed: _removed, ...definition } = rest as typeof rest & { removed: boolean };
    expect((await put({ ...definition, label: label('小名') })).body.data.label).toEqual(label('小名'));
    expect((await put({ ...definition, of: { kind: 'integer' } })).body.error.issues).toEqual([
      { field: 'of.kind', code: 'notWritable' },
    ]);
    expect((await put({ ...definition, name: 'other' })).body.error.issues).toEqual([{ field: 'name', code: 'notWritable' }]);
    expect((await admin.send('post', '/fields').send(field('nick', { kind: 'text' }))).body.error.issues).toEqual([
      { field: 'name', code: 'taken' },
    ]);
  });

  test('TEN-03 only who designs makes them, and they are the tenant’s alone', async () => {
    expect((await agent.send('post', '/fields').send(field('x', { kind: 'text' }))).status).toBe(403);
    expect((await stranger.send('get', '/fields')).body.data).toEqual([]);
    expect((await typeOf(stranger)).fields.map(({ path }) => path).filter((path) => path.startsWith('custom.'))).toEqual([]);
    const refused = await stranger.refused('post', '/data/everything', { name: '别家', custom: { nick: 'x' } });
    expect(refused.issues).toEqual([{ field: 'custom.nick', code: 'unknownField' }]);
  });

  test('two people who write two fields of one row at the same time both count', async () => {
    await makeField(admin, field('left', { kind: 'integer' }));
    await makeField(admin, field('right', { kind: 'integer' }));
    const row = await admin.create('everything', { name: '同时' });
    await Promise.all([
      admin.update('everything', row.id, { custom: { left: 1 } }),
      admin.update('everything', row.id, { custom: { right: 2 } }),
    ]);
    expect((await admin.one('everything', row.id)).custom).toMatchObject({ left: 1, right: 2 });
  });

  test('an indexed field has an index of its own for its tenant', async () => {
    const { rows } = await plane.strapi.db.connection.raw(
      `select indexdef from pg_indexes where tablename = 'everythings' and indexdef like '%pieces%'`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].indexdef).toContain(`WHERE (tenant_id = ${one.row})`);
  });
});

describe('views are layers', () => {
  test('CRM-28 user over role over tenant over what the schema suggests, key by key', async () => {
    const base = (await typeOf(agent, 'part')).view;
    expect(base).toMatchObject({ pageSize: 10, sort: { field: 'createdAt', order: 'desc' } });
    const put = (client: Client, layer: string, view: object) => client.send('put', `/views/part/${layer}`).send(view);
    await put(admin, 'tenant', { pageSize: 20, sort: { field: 'name', order: 'asc' }, filters: ['name'] }).expect(204);
    await put(admin, `role?role=${agentRole}`, { pageSize: 50, fields: { name: { readOnly: true } } }).expect(204);
    await put(agent, 'user', { pageSize: 100, columns: [{ field: 'name', shown: true, pinned: true, width: 200 }] }).expect(204);
    const { view, fields } = await typeOf(agent, 'part');
    expect(view).toMatchObject({ pageSize: 100, sort: { field: 'name', order: 'asc' }, filters: ['name'] });
    expect(view.columns[0]).toEqual({ field: 'name', shown: true, pinned: true, width: 200 });
    expect(fields.find(({ path }) => path === 'name')?.access).toBe('read');
    expect((await typeOf(admin, 'part')).view.pageSize).toBe(20);
    expect((await typeOf(stranger, 'part')).view.pageSize).toBe(10);
    expect((await agent.refused('post', '/data/part', { name: '只读' })).issues).toEqual([
      { field: 'name', code: 'notWritable' },
    ]);

    await agent.send('delete', '/views/part/user').expect(204);
    expect((await typeOf(agent, 'part')).view.pageSize).toBe(50);
    await admin.send('delete', `/views/part/role?role=${agentRole}`).expect(204);
    expect((await typeOf(agent, 'part')).view.pageSize).toBe(20);
    expect((await put(agent, 'tenant', { pageSize: 10 })).status).toBe(403);
    expect((await put(agent, `role?role=${agentRole}`, { pageSize: 10 })).status).toBe(403);
    expect((await put(agent, 'user', { pageSize: 11 })).status).toBe(400);
  });

  test('CDR-21 a field made later is found in a form and a list that were laid out before', async () => {
    const columns = [{ field: 'name', shown: true, pinned: false }];
    const form = [{ title: '全部', fields: [{ field: 'name', half: true }] }];
    await agent.send('put', '/views/everything/user').send({ columns, form }).expect(204);
    expect((await typeOf(agent)).view.form[0]?.fields.map((f) => f.field)).toEqual(['name']);
    await makeField(admin, field('later', { kind: 'text' }));
    const { view } = await typeOf(agent);
    expect(view.form[0]?.fields.map((f) => f.field)).toEqual(['name', 'custom.later']);
    expect(view.columns.filter(({ shown }) => shown).map((c) => c.field)).toEqual(['name', 'custom.later']);
  });
});

describe('packages', () => {
  test('fields and views travel as one file, whole or not at all, and there is a way back', async () => {
    const { body: before } = await admin.send('get', '/package').expect(200);
    expect(before.fields.length).toBeGreaterThan(1);
    const bad = { ...before, views: [...before.views, { type: 'nothing', layer: 'tenant', view: {} }] };
    expect((await stranger.send('put', '/package').send(bad)).status).toBe(400);
    expect((await stranger.send('get', '/fields')).body.data).toEqual([]);

    await stranger.send('put', '/package').send(before).expect(204);
    const there = (await stranger.send('get', '/package')).body;
    expect(there).toEqual(before);
    await stranger.send('post', '/package/rollback').expect(204);
    expect((await stranger.send('get', '/package')).body).toEqual({ ...before, fields: [], views: [] });
    expect((await stranger.send('post', '/package/rollback')).status).toBe(404);
  });
});

describe('files', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const upload = (client: Client, body: Buffer, filename: string) =>
    client.send('post', '/files').attach('file', body, { filename });

  test('an uploaded file is held by the row that names it, and opens by its address', async () => {
    const { body } = await upload(admin, png, '../../头像.png').expect(201);
    expect(body.data).toMatchObject({ name: '头像.png', mime: 'image/png', size: png.length });
    const row = await admin.create('everything', { name: '有图', picture: body.data.id, papers: [body.data.id] });
    expect(row).toMatchObject({
      picture: { id: body.data.id, name: '头像.png', mime: 'image/png' },
      papers: [{ id: body.data.id }],
    });
    const { url } = row.picture as { url: string };
    const shown = await plane.request().get(url).expect(200);
    expect(shown.body).toEqual(png);
    expect(shown.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'content-disposition': expect.stringContaining('inline'),
    });
    expect((await plane.request().get(`${url}x`)).status).toBe(403);
    expect((await admin.update('everything', row.id, { picture: null })).picture).toBeNull();
  });

  test('nobody names the file of another, and none runs in the page', async () => {
    const { body } = await upload(admin, png, 'a.png').expect(201);
    for (const client of [agent, stranger])
      expect((await client.refused('post', '/data/everything', { name: '偷图', picture: body.data.id })).issues).toEqual([
        { field: 'picture', code: 'unknownRow', limit: body.data.id },
      ]);
    const page = await upload(agent, Buffer.from('<script>alert(1)</script>'), 'a.html').expect(201);
    const { headers } = await plane.request().get(page.body.data.url).expect(200);
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringContaining('attachment'),
    });
    expect((await upload(agent, Buffer.from('MZ\x90\0'), 'a.png')).status).toBe(400);
    expect((await upload(agent, Buffer.alloc(0), 'a.png')).status).toBe(400);
  });
});
