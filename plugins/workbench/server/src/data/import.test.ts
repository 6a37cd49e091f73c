/** Many rows at once, made by the rules of single ones. Against a running Strapi. */
import { ImportReply } from '@zuoxi/contracts';
import { Doors, refusal } from '../../../../../tests/support/doors';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { add, givenTenant, type RowRef, type Tenant } from '../../../../../tests/support/people';
import { givenOne, givenRole } from '../../../../../tests/support/roles';
import { givenClient, type Client } from '../../../../../tests/support/workbench-client';

let plane: RecordPlane;
let doors: Doors;
let one: Tenant;
let two: Tenant;
let admin: Client;
let agentRole: RowRef;
let leaderRole: RowRef;
let sales: RowRef;
beforeAll(async () => {
  plane = await givenRecordPlane();
  doors = new Doors(plane);
  one = await givenTenant(plane, 'one');
  two = await givenTenant(plane, 'two');
  admin = await givenClient(plane, await givenOne(plane, one, 'admin', '1001'));
  agentRole = await givenRole(plane, one, 'agent', 'seat');
  leaderRole = await givenRole(plane, one, 'leader', 'head');
  sales = await add(plane, 'api::group.group', { tenant: one.row, name: '售前' });
}, 60_000);
afterAll(() => plane?.stop());

const good = 'Neues-4567';
const imports = (client: Client, rows: unknown) => client.send('post', '/data/account/import').send({ rows } as object);
const made = async (rows: unknown) => ImportReply.parse((await imports(admin, rows)).body).rows;
const login = (number: string, password: string) => doors.post('login', { tenant: 'one', number, password });
const acts = (act: string): Promise<{ target: string; actor: string }[]> =>
  plane.strapi.db.connection('audit_log').where({ tenant: one.id, act }).orderBy('n').select('target', 'actor');

test('LOG-01 imported accounts sign in with their role and group; before that nobody can', async () => {
  expect(refusal(await login('2001', good))).toEqual([401, 'wrongCredentials']);
  const rows = await made([
    { number: '2001', displayName: '王芳', role: agentRole.id, groups: [sales.id], password: good },
    { number: '2002', displayName: '李雷', role: leaderRole.id, groups: [sales.id], password: good, mobile: '13900003002' },
  ]);
  const ids = rows.map((row) => ('id' in row ? row.id : row.code));
  const [agent, leader] = [await login('2001', good), await login('2002', good)];
  expect(agent.body).toMatchObject({ agent: { id: ids[0], name: '王芳' }, role: { base: 'agent' }, groups: [{ name: '售前' }] });
  expect(leader.body).toMatchObject({ agent: { id: ids[1] }, role: { base: 'leader' }, groups: [{ name: '售前' }] });
  expect(await acts('account.created')).toEqual(ids.map((target) => ({ target, actor: admin.agent.id })));
});

test('LOG-01 LOG-15 who has an address and no password gets one by e-mail', async () => {
  await made([{ number: '2003', displayName: '韩梅', role: agentRole.id, groups: [sales.id], email: 'han@example.com' }]);
  const { text } = await doors.message('han@example.com');
  const sent = /[A-Za-z0-9]{4}(-[A-Za-z0-9]{4}){2}/.exec(text)?.[0] ?? '';
  expect((await login('2003', sent)).status).toBe(200);
});

test('LOG-01 a row that is refused says why and keeps nobody else from being made', async () => {
  const foreign = await givenRole(plane, two, 'agent', 'theirs');
  const theirs = await add(plane, 'api::group.group', { tenant: two.row, name: '外' });
  const rows = await made([
    { displayName: '无号' },
    { number: '2001', displayName: '同号', password: good },
    { number: '2101', displayName: '弱', password: '123' },
    { number: '2102', displayName: '外来角色', role: foreign.id, password: good },
    { number: '2103', displayName: '外来班组', role: agentRole.id, groups: [theirs.id], password: good },
    { number: '2104', displayName: '租户', tenant: two.id, password: good },
    { number: '2105', displayName: '两次', groups: [sales.id], password: good },
    { number: '2105', displayName: '两次', groups: [sales.id], password: good },
  ]);
  const said = rows.map((row) => ('id' in row ? 'made' : row.issues.map(({ field, code }) => `${field} ${code}`).join()));
  expect(said).toEqual([
    'number required',
    'number taken',
    'password tooShort',
    'role unknownRow',
    'groups unknownRow',
    'tenant unknownField',
    'made',
    'number taken',
  ]);
  for (const number of ['2101', '2102', '2103', '2104']) expect((await login(number, good)).status).toBe(401);
  expect((await login('2105', good)).status).toBe(200);
});

test('LOG-01 nobody imports accounts above their own role', async () => {
  const types = { account: { create: true, read: 'all', update: 'all' }, role: { read: 'all' }, group: { read: 'all' } };
  const none = { create: false, read: 'none', update: 'none', delete: 'none' };
  const clerk = await givenRole(plane, one, 'leader', 'clerk', { business: none, settings: none, types, actions: ['import'] });
  const client = await givenClient(plane, await givenOne(plane, one, 'leader', '1002', { role: clerk.row }));
  const boss = await givenRole(plane, one, 'admin', 'boss');
  const { body } = await imports(client, [{ number: '2201', displayName: '升', role: boss.id, password: good }]);
  expect(body.rows).toEqual([{ code: 'invalid', issues: [{ field: 'role', code: 'notWritable' }] }]);
  expect((await login('2201', good)).status).toBe(401);
});

test('LOG-01 whoever may not import, or may not make accounts, makes none', async () => {
  const row = [{ number: '2301', displayName: '谁', password: good }];
  const leader = await givenClient(plane, await givenOne(plane, one, 'leader', '1003'));
  const types = { account: { read: 'all' } };
  const role = await givenRole(plane, one, 'agent', 'reader', { business: {}, settings: {}, types, actions: ['import'] });
  const reader = await givenClient(plane, await givenOne(plane, one, 'agent', '1004', { role: role.row }));
  for (const client of [leader, reader]) expect(refusal(await imports(client, row))).toEqual([403, 'forbidden']);
  expect(refusal(await plane.request().post('/api/workbench/data/account/import').send({ rows: row }))).toEqual([
    401,
    'notSignedIn',
  ]);
});

test.each([
  ['no row', []],
  ['more than a thousand rows', Array.from({ length: 1001 }, () => ({}))],
  ['what is no list', { number: '1' }],
  ['a row that is none', ['1001']],
])('%s is a bad request', async (_what, rows) => {
  expect(refusal(await imports(admin, rows))).toEqual([400, 'badRequest']);
});
