/** Lines and numbers are the operator's to give: who may write what of them, on every way there is; and what one has, nobody else gets. */
import type { UID } from '@strapi/strapi';
import { numberKey, RecordPlaneHealth, type Directory, type TenantId } from '@zuoxi/contracts';
import { runAs } from '@zuoxi/record-plane';
import { FakeSwitch } from '../../../../../tests/support/fake-switch';
import { add, givenTenant, type RowRef, type Tenant } from '../../../../../tests/support/people';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenOne } from '../../../../../tests/support/roles';
import { givenClient, type Client } from '../../../../../tests/support/workbench-client';
import { guardLines } from './claims';

const trunkType = 'api::trunk.trunk';
const numberType = 'api::number.number';

let plane: RecordPlane;
let fake: FakeSwitch;
let home: Tenant;
let one: Tenant;
let two: Tenant;
let operator: Client;
let inside: Client;
let admin: Client;
let second: Client;
let line: RowRef;
let number: RowRef;
let queue: string;
beforeAll(async () => {
  plane = await givenRecordPlane();
  const seeded = await plane.strapi.db.connection('tenants').where({ code: 'operator' }).first();
  home = { row: seeded.id, id: seeded.document_id as TenantId, code: 'operator' };
  [one, two] = [await givenTenant(plane, 'one'), await givenTenant(plane, 'two')];
  operator = await givenClient(plane, await givenOne(plane, home, 'operator', '9009'));
  inside = await givenClient(plane, operator.agent);
  await plane
    .request()
    .post('/api/accounts/act')
    .set('Authorization', `Bearer ${inside.jwt}`)
    .send({ tenant: one.id, reason: '开通线路' })
    .expect(200);
  admin = await givenClient(plane, await givenOne(plane, one, 'admin', '9001'));
  second = await givenClient(plane, await givenOne(plane, two, 'admin', '9001'));
  line = await add(plane, trunkType, { tenant: one.row, name: '一家的线', addresses: '203.0.113.5', host: 'sip.one.example' });
  number = await add(plane, numberType, { tenant: one.row, trunk: line.row, number: '4008000001' });
  queue = (await admin.create('queue', { name: '热线' })).id;
  fake = await FakeSwitch.listen(plane.instance.ports.api, plane.secrets.feed);
  await fake.until(() => latest()?.numbers.some((n) => n.number === '4008000001') ?? false);
}, 60_000);
afterAll(async () => {
  await plane?.stop();
  await fake?.close();
});

const latest = (): Directory | undefined => fake.directories.at(-1);
const sql = async (text: string, values: unknown[] = []): Promise<{ rows: Record<string, unknown>[] }> =>
  runAs({ as: 'system' }, () => plane.strapi.db.connection.raw(text, values as string[]));
const acts = async (tenant: Tenant): Promise<{ act: string; target: string; details: string }[]> =>
  plane.strapi.db.connection('audit_log').where({ tenant: tenant.id }).orderBy('n');
const issuesOf = (answer: { issues?: object[]; status: number }) => answer.issues ?? answer.status;

describe('an enterprise’s admin', () => {
  test.each([
    ['trunk', { name: '自己的线', host: 'sip.one.example' }],
    ['number', { number: '4008000002' }],
  ])('makes no %s: not by a form, not by an import', async (type, values) => {
    expect(await admin.refused('post', `/data/${type}`, values)).toMatchObject({ status: 403 });
    expect((await admin.send('post', `/data/${type}/import`).send({ rows: [values] })).status).toBe(403);
  });

  test('and deletes none, one by one or many', async () => {
    for (const [type, { id }] of [['trunk', line] as const, ['number', number] as const]) {
      expect(await admin.refused('delete', `/data/${type}/${id}`)).toMatchObject({ status: 403 });
      const { body } = await admin.send('post', `/data/${type}/bulk`).send({ action: 'delete', ids: [id] });
      expect(body).toEqual({ done: 0, failed: [{ id, code: 'forbidden' }] });
    }
  });

  test.each([
    ['trunk', 'addresses', '203.0.113.9'],
    ['trunk', 'host', 'sip.two.example'],
    ['trunk', 'port', 5070],
    ['trunk', 'authUser', 'two'],
    ['trunk', 'authPassword', 'x'],
    ['trunk', 'maxCalls', 9],
    ['number', 'number', '4008000009'],
    ['number', 'trunk', null],
  ])('%s: does not write %s', async (type, field, value) => {
    const { id } = type === 'trunk' ? line : number;
    const code = field === 'authPassword' ? 'unknownField' : 'notWritable';
    expect(await admin.refused('put', `/data/${type}/${id}`, { [field]: value })).toMatchObject({ issues: [{ field, code }] });
    const bulk = { action: 'update', ids: [id], values: { [field]: value } };
    expect((await admin.send('post', `/data/${type}/bulk`).send(bulk)).body).toEqual({ done: 0, failed: [{ id, code }] });
  });

  test('names the line, says where the number leads and whether it is shown', async () => {
    expect((await admin.update('trunk', line.id, { name: '主线路' })).name).toBe('主线路');
    const led = await admin.update('number', number.id, { reaches: 'queue', queue, outbound: false });
    expect(led).toMatchObject({ reaches: 'queue', queue: { id: queue }, outbound: false });
    await admin.update('number', number.id, { outbound: true });
    await fake.until(() => latest()?.numbers.some(({ to, outbound }) => to.kind === 'queue' && outbound) ?? false);
  });

  test('sees in the schema what is not theirs to write, so that forms and buttons know it', async () => {
    const typeOf = async (client: Client, name: string) => (await client.schema()).types.find((type) => type.name === name);
    const written = async (client: Client, name: string) =>
      (await typeOf(client, name))?.fields.flatMap(({ path, access }) => (access === 'write' ? [path] : [])) ?? [];
    expect((await typeOf(admin, 'trunk'))?.may).toEqual({ create: false, read: 'all', update: 'all', delete: 'none' });
    expect(await written(admin, 'trunk')).toEqual(['name', 'owner', 'group']);
    expect(await written(admin, 'number')).toEqual(['outbound', 'reaches', 'queue', 'agent', 'owner', 'group']);
    expect(await written(inside, 'trunk')).toEqual(expect.arrayContaining(['name', 'addresses', 'host', 'authPassword']));
  });

  test('is not helped by a role of their own making', async () => {
    const all = { create: true, read: 'all', update: 'all', delete: 'all', fields: { host: 'write' } };
    const tenant = { ...all, create: false, delete: 'none', fields: {} };
    const permissions = { business: all, settings: all, types: { tenant, trunk: all, number: all }, actions: [] };
    await admin.create('role', { name: '线路员', code: 'lines', base: 'admin', permissions });
    const { row } = (await sql(`select id as row from roles where code = 'lines'`)).rows[0] as { row: number };
    const helper = await givenClient(plane, await givenOne(plane, one, 'admin', '9002', { role: row }));
    expect(await helper.refused('post', '/data/trunk', { name: 'x', host: 'y' })).toMatchObject({ status: 403 });
    expect(await helper.refused('put', `/data/trunk/${line.id}`, { host: 'y' })).toMatchObject({
      issues: [{ field: 'host', code: 'notWritable' }],
    });
  });

  test('nor does code that works for an enterprise write them: a plugin’s route, a job', async () => {
    const theirs = <T>(work: () => Promise<T>): Promise<T> => runAs({ as: 'tenant', tenant: one.id, row: one.row }, work);
    const documents = (uid: string) => plane.strapi.documents(uid as UID.ContentType);
    const granted = /granted by the operator/;
    await expect(theirs(() => documents(trunkType).create({ data: { name: 'x', host: 'y' } }))).rejects.toThrow(granted);
    await expect(theirs(() => documents(numberType).delete({ documentId: number.id }))).rejects.toThrow(granted);
    await expect(
      theirs(() => documents(numberType).update({ documentId: number.id, data: { number: '4008000077' } })),
    ).rejects.toThrow(granted);
    await expect(
      theirs(() => plane.strapi.db.query(trunkType).updateMany({ where: {}, data: { host: 'sip.two.example' } })),
    ).rejects.toThrow(granted);
    await theirs(() => documents(numberType).update({ documentId: number.id, data: { outbound: true } }));
  });
});

describe('an operator', () => {
  test('inside an enterprise gives it a line and a number; its audit log says so', async () => {
    const made = await inside.create('trunk', { name: '备用', host: 'sip.spare.example', addresses: '203.0.113.6' });
    const given = await inside.create('number', { number: '4008000003', trunk: made.id });
    await inside.update('trunk', made.id, { maxCalls: 30 });
    await inside.send('delete', `/data/number/${given.id}`).expect(204);
    const log = (await acts(one)).filter(({ target }) => [made.id, given.id].includes(target));
    expect(log.map(({ act }) => act)).toEqual(['trunk.created', 'number.created', 'trunk.changed', 'number.deleted']);
    for (const { details } of log) expect(JSON.parse(details)).toMatchObject({ operator: '9009 坐席 9009' });
  });

  test('at home sees the lines and numbers of all enterprises and whose they are, but not where they lead', async () => {
    const [row] = (await operator.list('number', { filter: [{ field: 'number', op: 'eq', value: '4008000001' }] })).data;
    expect(row).toMatchObject({ tenant: { id: one.id, label: '企业 one' }, trunk: { label: '主线路' } });
    expect(Object.keys(row ?? {})).not.toEqual(expect.arrayContaining(['queue']));
    const filter = [{ field: 'tenant', op: 'eq' as const, value: two.id }];
    expect((await operator.list('trunk', { filter })).data).toEqual([]);
  });

  test('at home grants a shared line and numbers on it, which the enterprise then uses as it likes; both logs say so', async () => {
    const shared = await operator.create('trunk', { name: '共用线路', host: 'sip.shared.example', addresses: '203.0.113.7' });
    expect(shared.tenant).toBeNull();
    const given = await operator.create('number', { tenant: two.id, number: '4008000004', trunk: shared.id });
    const own = (await second.create('queue', { name: '二家热线' })).id;
    expect((await second.list('trunk')).data).toEqual([]);
    expect((await second.list('number')).data.map((row) => row.number)).toEqual(['4008000004']);
    await second.update('number', given.id, { reaches: 'queue', queue: own });
    await fake.until(() => latest()?.numbers.some((n) => n.tenant === two.id && n.to.kind === 'queue') ?? false);
    expect((await acts(two)).filter(({ target }) => target === given.id).map(({ act }) => act)).toEqual([
      'number.created',
      'number.changed',
    ]);
    const [granted] = (await acts(home)).filter(({ target }) => target === given.id);
    expect(granted?.act).toBe('number.created');

    // whose it is, is said once: it is taken back and granted anew
    expect(await operator.refused('put', `/data/number/${given.id}`, { tenant: one.id })).toMatchObject({
      issues: [{ field: 'tenant', code: 'notWritable' }],
    });
    await operator.send('delete', `/data/number/${given.id}`).expect(204);
    expect((await acts(two)).at(-1)).toMatchObject({ act: 'number.deleted', target: given.id });
    expect((await operator.create('number', { tenant: one.id, number: '4008000004', trunk: shared.id })).tenant).toMatchObject({
      id: one.id,
    });
    // the admin does not see the line itself, and sets the number all the same
    const [mine] = (await admin.list('number', { filter: [{ field: 'number', op: 'eq', value: '4008000004' }] })).data;
    expect((await admin.update('number', mine!.id, { reaches: 'queue', queue })).reaches).toBe('queue');
  });

  test('does not put a number of one enterprise on a line of another, nor a number on nobody', async () => {
    expect(
      issuesOf(await operator.refused('post', '/data/number', { tenant: two.id, number: '4008000005', trunk: line.id })),
    ).toMatchObject([{ field: 'trunk', code: 'unknownRow' }]);
    expect(issuesOf(await operator.refused('post', '/data/number', { number: '4008000005', trunk: line.id }))).toMatchObject([
      { field: 'tenant', code: 'required' },
    ]);
  });

  test.each(['198.51.100', '198.51.100.256', '198.51.100.01', '::1', 'sip.example', '198.51.100.1198.51.100.2'])(
    'does not write %s for an address',
    async (addresses) =>
      expect(
        issuesOf(await operator.refused('post', '/data/trunk', { name: '线', host: 'wrong.example', addresses })),
      ).toMatchObject([{ field: 'addresses', code: 'pattern' }]),
  );

  test('sees nothing else of the enterprises', async () => {
    for (const type of ['queue', 'group', 'campaign']) expect([403, 404]).toContain((await operator.tryList(type)).status);
  });
});

describe('what one has, nobody else gets', () => {
  const trunkOf = (tenant: Tenant | null, more: object) => ({ name: '线', tenant: tenant?.id ?? null, ...more });
  const take = async (type: 'trunk' | 'number', values: object) =>
    issuesOf(await operator.refused('post', `/data/${type}`, values));

  test('an address belongs to one line; a host with its port and user to one enterprise; who asks learns what is taken, not whose', async () => {
    expect(await take('trunk', trunkOf(two, { host: 'sip.two.example', addresses: '198.51.100.1, 203.0.113.5' }))).toEqual([
      { field: 'addresses', code: 'taken', limit: '203.0.113.5' },
    ]);
    expect(await take('trunk', trunkOf(one, { host: 'sip.other.example', addresses: '203.0.113.5' }))).toHaveLength(1);
    expect(await take('trunk', trunkOf(two, { host: 'SIP.one.example' }))).toEqual([
      { field: 'host', code: 'taken', limit: 'sip.one.example:5060' },
    ]);
    const own = await operator.create('trunk', trunkOf(two, { host: 'sip.one.example', authUser: 'two', authPassword: 'x' }));
    await operator.create('trunk', trunkOf(one, { host: 'sip.one.example' }));
    expect(await operator.refused('put', `/data/trunk/${own.id}`, { authUser: null })).toMatchObject({
      issues: [{ field: 'host', code: 'taken' }],
    });
  });

  test.each(['4008000001', '+864008000001', '00864008000001', '864008000001'])(
    'a number belongs to one enterprise: %s',
    async (given) => {
      const own = await operator.create('trunk', trunkOf(two, { host: `sip${given.length}.example` }));
      const answer = await take('number', { tenant: two.id, number: given, trunk: own.id });
      expect(answer).toEqual([{ field: 'number', code: 'taken', limit: '4008000001' }]);
      await operator.create('number', { tenant: two.id, number: `40090000${given.length}`, trunk: own.id });
    },
  );

  test('of two who ask at the same moment one gets it', async () => {
    const own = await operator.create('trunk', trunkOf(two, { host: 'race.two.example' }));
    const mine = await operator.create('trunk', trunkOf(one, { host: 'race.one.example' }));
    const ask = (type: string, values: object) => operator.send('post', `/data/${type}`).send({ values });
    const pairs = [1, 2, 3, 4].map((n) =>
      Promise.all([
        ask('number', { tenant: one.id, number: `400700000${n}`, trunk: mine.id }),
        ask('number', { tenant: two.id, number: `+86400700000${n}`, trunk: own.id }),
        ask('trunk', trunkOf(one, { host: `a${n}.example`, addresses: `192.0.2.${n}` })),
        ask('trunk', trunkOf(two, { host: `b${n}.example`, addresses: `192.0.2.${n}` })),
      ]),
    );
    for (const [a, b, c, d] of await Promise.all(pairs)) {
      expect([a!.status, b!.status].sort()).toEqual([201, 400]);
      expect([c!.status, d!.status].sort()).toEqual([201, 400]);
      for (const { status, body } of [a!, b!, c!, d!])
        if (status === 400) expect(body.error.issues).toMatchObject([{ code: 'taken' }]);
    }
    const { rows } = await sql(`select number from numbers where number like '%400700000%'`);
    expect(new Set(rows.map((row) => numberKey(String(row.number)))).size).toBe(rows.length);
  });

  test('it holds for Strapi’s panel and for SQL, also where the writer sees one enterprise alone', async () => {
    const panel = runAs({ as: 'operator' }, () =>
      plane.strapi.documents(trunkType as UID.ContentType).create({
        data: { name: 'x', host: 'panel.example', addresses: '203.0.113.5', tenant: two.row } as object,
      }),
    );
    await expect(panel).rejects.toThrow(/another trunk/);
    await expect(sql(`update trunks set addresses = '203.0.113.5' where host = 'race.two.example'`)).rejects.toMatchObject({
      constraint: 'line_claims_address',
      detail: '203.0.113.5',
    });
    const theirs = runAs({ as: 'tenant', tenant: two.id, row: two.row }, () =>
      plane.strapi.db.connection.raw(`update numbers set number = '4008000001' where number = '4009000013'`),
    );
    await expect(theirs).rejects.toMatchObject({ constraint: 'line_claims_number' });
  });

  test('given up, it is free for the next one; what only one enterprise uses stays its own until the last is gone', async () => {
    const first = await operator.create('trunk', trunkOf(one, { host: 'free.example', addresses: '192.0.2.50' }));
    const other = await operator.create('trunk', trunkOf(one, { host: 'free.example', addresses: '192.0.2.51' }));
    await operator.update('trunk', first.id, { addresses: '192.0.2.52' });
    await operator.create('trunk', trunkOf(two, { host: 'next.example', addresses: '192.0.2.50' }));
    await operator.send('delete', `/data/trunk/${first.id}`).expect(204);
    expect(await take('trunk', trunkOf(two, { host: 'free.example' }))).toMatchObject([{ field: 'host' }]);
    await operator.send('delete', `/data/trunk/${other.id}`).expect(204);
    await operator.create('trunk', trunkOf(two, { host: 'free.example' }));
  });

  test('PostgreSQL compares numbers as everybody else does', async () => {
    const parts = ['+', '86', '0086', '00', '0', '138', '400', '95588', '*', '#', '1', '23456789', ' ', '-'];
    const made = Array.from({ length: 4000 }, (_, n) => {
      let left = n * 7919 + 13;
      return Array.from({ length: 1 + (n % 5) }, () => parts[(left = (left * 48271) % 2147483647) % parts.length]).join('');
    });
    const { rows } = await sql('select zuoxi_number_key(n) as key from unnest(?::text[]) with ordinality u(n, i) order by i', [
      made,
    ]);
    expect(rows.map(({ key }) => key)).toEqual(made.map(numberKey));
  });
});

test('a database that is older than the rule starts: the older row keeps what both have, the younger is named and left out; nothing is deleted', async () => {
  const insert = (table: string, row: object) =>
    runAs({ as: 'system' }, () => plane.strapi.db.connection(table).insert(row).returning('id'));
  const old = { published_at: new Date(), created_at: new Date(), updated_at: new Date() };
  const count = async () => (await sql('select (select count(*) from trunks) as t, (select count(*) from numbers) as n')).rows[0];
  await sql('alter table trunks disable trigger user; alter table numbers disable trigger user');
  const [{ id: trunk } = { id: 0 }] = await insert('trunks', {
    ...old,
    document_id: 'stolen-line',
    name: '偷来的线',
    tenant_id: two.row,
    addresses: '203.0.113.5',
    host: 'sip.one.example',
    port: 5060,
    max_calls: 10,
  });
  const more = { tenant_id: two.row, trunk_id: trunk, outbound: true, reaches: 'none' };
  await insert('numbers', { ...old, ...more, document_id: 'stolen-number', number: '+864008000001' });
  await sql('alter table trunks enable trigger user; alter table numbers enable trigger user; delete from line_claims');
  const rows = await count();
  await runAs({ as: 'system' }, () => guardLines(plane.strapi));
  const holder = async (kind: string, value: string) =>
    (await sql('select held_for from line_claims where kind = ? and value = ?', [kind, value])).rows[0]?.held_for;
  expect(await holder('number', '4008000001')).toBe(`tenant ${one.row}`);
  expect(await holder('address', '203.0.113.5')).toBe(`trunk ${line.row}`);

  const health = async () => RecordPlaneHealth.parse((await plane.request().get('/api/call-control/health')).body).directory;
  await admin.update('number', number.id, { outbound: false });
  await fake.until(() => latest()?.numbers.some((n) => n.number === '4008000001' && !n.outbound) ?? false);
  expect((await health()).trouble.join('\n')).toMatch(
    /trunk stolen-line of tenant .* names sip.one.example:5060, which is tenant .*: it is left out/,
  );
  expect(latest()?.trunks.map(({ id }) => String(id))).not.toContain('stolen-line');
  expect(
    latest()
      ?.numbers.filter((n) => numberKey(n.number) === '4008000001')
      .map((n) => n.tenant),
  ).toEqual([one.id]);
  expect(await count()).toEqual(rows);

  // the younger is still the second one's to rename, and gets the claim when the older is gone
  await second.update('trunk', 'stolen-line', { name: '旧线' });
  await operator.send('delete', `/data/number/${number.id}`).expect(204);
  expect(await holder('number', '4008000001')).toBe(`tenant ${two.row}`);
});
