/** The schema against a running Strapi with a type of every kind. */
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { addFixtureTypes } from '../../../../../tests/support/fixture-types';
import { givenTenant, type Tenant } from '../../../../../tests/support/people';
import { givenOne, givenRole } from '../../../../../tests/support/roles';
import { givenClient, type Client } from '../../../../../tests/support/workbench-client';

let plane: RecordPlane;
let one: Tenant;
let admin: Client;
let agent: Client;
beforeAll(async () => {
  plane = await givenRecordPlane({}, addFixtureTypes);
  one = await givenTenant(plane, 'one');
  admin = await givenClient(plane, await givenOne(plane, one, 'admin', '1001'));
  agent = await givenClient(plane, await givenOne(plane, one, 'agent', '1101'));
}, 60_000);
afterAll(() => plane?.stop());

const typeOf = async (client: Client, name: string) => (await client.schema()).types.find((type) => type.name === name);

test('every attribute type of Strapi has a kind, and every type opens as a list', async () => {
  const { types } = await admin.schema();
  const everything = types.find(({ name }) => name === 'everything');
  expect(everything?.fields.map(({ path, of }) => `${path} ${of.kind}`).join(', ')).toBe(
    'name text, code text, mobile phone, note longText, article richText, body blocks, email email, secret password, slug uid, ' +
      'amount integer, big bigInteger, ratio decimal, price decimal, day date, hour time, at datetime, stamp datetime, done boolean, ' +
      'level choice, extra json, picture file, papers file, main relation, parts relation, single relation, several relation, ' +
      'address component, lines component, zone zone, createdAt datetime, updatedAt datetime, owner relation, group relation',
  );
  for (const { name } of types) await admin.list(name);
});

test('with zero configuration a type has names, a title and a view that can be worked with', async () => {
  const part = await typeOf(admin, 'part');
  expect(part).toMatchObject({ title: 'name', section: 'business', label: { zh: '部件' }, menu: { icon: 'table_rows' } });
  const { view } = (await typeOf(admin, 'everything')) ?? {};
  expect(view?.columns.filter(({ shown }) => shown).map(({ field }) => field)).toEqual([
    'name',
    'code',
    'mobile',
    'email',
    'slug',
    'amount',
    'big',
    'createdAt',
  ]);
  expect(view).toMatchObject({ sort: { field: 'createdAt', order: 'desc' }, pageSize: 10 });
  expect(view?.filters).toEqual(expect.arrayContaining(['name', 'level', 'done', 'day', 'main', 'createdAt']));
  expect(view?.form.flatMap(({ fields }) => fields.map(({ field }) => field)).sort()).toEqual(
    (await typeOf(admin, 'everything'))?.fields.map(({ path }) => path).sort(),
  );
});

test('a type may say itself what its list begins with: columns in order, and filters', async () => {
  const { view } = (await typeOf(admin, 'account')) ?? {};
  expect(view?.columns.filter(({ shown }) => shown).map(({ field }) => field)).toEqual([
    'number',
    'displayName',
    'role',
    'groups',
    'mobile',
    'email',
    'blocked',
    'lastLoginAt',
  ]);
  expect(view?.filters.sort()).toEqual(['blocked', 'createdAt', 'displayName', 'groups', 'number', 'role']);
});

test('TEN-03 hidden fields are not in the schema, not in rows, and not to be asked for', async () => {
  const permissions = {
    business: { create: true, read: 'all', update: 'all', delete: 'none', fields: {} },
    settings: { create: false, read: 'none', update: 'none', delete: 'none', fields: {} },
    types: {
      everything: {
        create: true,
        read: 'all',
        update: 'own',
        delete: 'none',
        fields: { amount: 'hidden', code: 'read', email: 'masked' },
      },
      part: { create: false, read: 'none', update: 'none', delete: 'none', fields: {} },
    },
    actions: [],
  };
  const role = await givenRole(plane, one, 'agent', 'narrow', permissions);
  const narrow = await givenClient(plane, await givenOne(plane, one, 'agent', '1102', { role: role.row }));
  const { types } = await narrow.schema();
  expect(types.map(({ name }) => name)).toContain('everything');
  expect(types.map(({ name }) => name)).not.toContain('part');
  const fields = new Map(types.find(({ name }) => name === 'everything')?.fields.map((field) => [field.path, field]));
  expect(fields.has('amount')).toBe(false);
  expect([fields.get('code')?.access, fields.get('email')?.access, fields.get('name')?.access]).toEqual([
    'read',
    'masked',
    'write',
  ]);
  const row = await admin.create('everything', { name: '看得见', amount: 7, code: 'N-1', email: 'someone@example.com' });
  const read = await narrow.one('everything', row.id);
  expect(read).toMatchObject({ code: 'N-1', email: 's********m', may: { update: false, delete: false } });
  expect(read).not.toHaveProperty('amount');
  for (const query of [
    { filter: [{ field: 'amount', op: 'eq' as const, value: 7 }] },
    { sort: { field: 'amount', order: 'asc' as const } },
  ])
    expect((await narrow.tryList('everything', query)).status).toBe(400);
  expect(
    (await narrow.refused('post', '/data/everything', { name: '写入', amount: 1, code: 'X', email: 'x@y.z' })).issues,
  ).toEqual([
    { field: 'amount', code: 'unknownField' },
    { field: 'code', code: 'notWritable' },
    { field: 'email', code: 'notWritable' },
  ]);
});

test('an unchanged schema costs no body, and neither it nor a page costs more queries with more types and rows', async () => {
  const first = await agent.send('get', '/schema').expect(200);
  const again = await agent.send('get', '/schema').set('If-None-Match', String(first.headers.etag));
  expect([again.status, again.text]).toEqual([304, '']);
  /** Queries of the reading request itself; what the record plane does for itself meanwhile (reading the directory anew) is nobody's GET. */
  const queries = async (work: () => Promise<unknown>): Promise<number> => {
    let seen = 0;
    const count = (): void => {
      if (plane.strapi.requestContext.get()?.method === 'GET') seen++;
    };
    plane.strapi.db.connection.on('query', count);
    await work();
    plane.strapi.db.connection.removeListener('query', count);
    return seen;
  };
  const door = await queries(() =>
    plane
      .request()
      .get('/api/accounts/me')
      .set({ Authorization: `Bearer ${admin.jwt}` }),
  );
  expect(door).toBeGreaterThan(0);
  expect(await queries(() => admin.schema())).toBe(door);
  for (let i = 0; i < 12; i++) await admin.create('part', { name: `部件 ${i}` });
  expect(await queries(() => admin.list('part', { limit: 1 }))).toBe(door + 1);
  expect(await queries(() => admin.list('part', { limit: 200 }))).toBe(door + 1);
});

describe('who may give what', () => {
  test('TEN-03 no admin lifts a role or an account above their own', async () => {
    const operator = await givenRole(plane, one, 'operator', 'stray');
    const made = await givenOne(plane, one, 'agent', '1201');
    expect((await admin.refused('put', `/data/account/${made.id}`, { role: operator.id })).issues).toEqual([
      { field: 'role', code: 'notWritable' },
    ]);
    const role = { name: '新角色', code: 'fresh', base: 'agent' };
    expect((await admin.refused('post', '/data/role', { ...role, base: 'operator' })).issues).toContainEqual({
      field: 'base',
      code: 'choice',
    });
    const permissions = { business: {}, settings: {}, types: {}, actions: ['tenants'] };
    expect((await admin.refused('post', '/data/role', { ...role, permissions })).issues).toEqual([
      { field: 'permissions', code: 'notWritable' },
    ]);
    expect((await admin.refused('post', '/data/role', { ...role, permissions: { actions: ['nonsense'] } })).issues).toEqual([
      { field: 'permissions', code: 'wrongKind' },
    ]);
    const fine = await admin.create('role', { ...role, permissions: { ...permissions, actions: ['export'] } });
    expect((await admin.update('account', made.id, { role: fine.id })).role).toMatchObject({ id: fine.id });
    expect(await admin.refused('delete', `/data/account/${admin.agent.id}`)).toMatchObject({ status: 403 });
    const [row] = (await admin.list('tenant')).data;
    expect((await admin.refused('put', `/data/tenant/${row?.id}`, { modules: ['all'] })).issues).toEqual([
      { field: 'modules', code: 'notWritable' },
    ]);
  });

  test('TEN-01 an account made on the workbench can log in; its password is never read', async () => {
    const group = await admin.create('group', { name: '新组' });
    const account = await admin.create('account', {
      number: '1301',
      displayName: '新人',
      password: 'Richtig-123',
      phonePassword: 'desk-phone-1',
      groups: [group.id],
    });
    expect(Object.keys(account)).not.toEqual(expect.arrayContaining(['password']));
    expect(JSON.stringify(account)).not.toMatch(/desk-phone|Richtig|\$2/);
    const fresh = await givenClient(plane, { ...admin.agent, number: '1301' });
    expect((await fresh.schema()).types.map(({ name }) => name)).toContain('everything');
    const acts = await plane.strapi.db.connection('audit_log').where({ tenant: one.id, act: 'account.created' }).select('target');
    expect(acts).toEqual([{ target: account.id }]);
  });

  test('TEN-02 the operator picks modules of an enterprise from the plugins there are; its admin reads them', async () => {
    const home = await givenTenant(plane, 'base');
    const operator = await givenClient(plane, await givenOne(plane, home, 'operator', '9002'));
    const modules = async (client: Client) =>
      (await client.schema()).types.find(({ name }) => name === 'tenant')?.fields.find(({ path }) => path === 'modules');
    expect(await modules(operator)).toMatchObject({
      access: 'write',
      of: { kind: 'multiChoice', choices: expect.arrayContaining([{ value: 'map', label: { zh: '地图', en: 'Map' } }]) },
    });
    expect(await modules(admin)).toMatchObject({ access: 'read' });
    const [row] = (await operator.list('tenant', { filter: [{ field: 'code', op: 'eq', value: 'base' }] })).data;
    expect((await operator.refused('put', `/data/tenant/${row?.id}`, { modules: ['flying'] })).issues).toEqual([
      { field: 'modules', code: 'choice' },
    ]);
  });

  test('TEN-01 the operator sees the enterprises, a tenant itself alone', async () => {
    const home = await givenTenant(plane, 'home');
    const operator = await givenClient(plane, await givenOne(plane, home, 'operator', '9001'));
    expect((await operator.list('tenant')).data.map(({ code }) => code)).toEqual(expect.arrayContaining(['home', 'one']));
    expect((await admin.list('tenant')).data.map(({ code }) => code)).toEqual(['one']);
    const made = await operator.create('tenant', { code: 'fresh', name: '新企业' });
    expect((await operator.update('tenant', made.id, { modules: ['map'] })).modules).toEqual(['map']);
    const filter = [{ field: 'modules', op: 'eq' as const, value: 'map' }];
    expect((await operator.list('tenant', { filter })).data.map(({ code }) => code)).toEqual(['fresh']);
    expect((await operator.tryList('everything')).status).toBe(403);
    expect((await admin.send('get', `/data/tenant/${made.id}`)).status).toBe(404);
  });
});
