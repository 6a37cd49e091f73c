/** TEN-01: operators and enterprises, against a running Strapi. */
import type { TenantId } from '@zuoxi/contracts';
import { jwtVerify } from 'jose';
import { Doors, refusal } from '../../../../../tests/support/doors';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenAgent, givenTenant, loggedIn, type Agent, type Tenant } from '../../../../../tests/support/people';
import { givenOne } from '../../../../../tests/support/roles';

let plane: RecordPlane;
let doors: Doors;
let home: Tenant;
let one: Tenant;
let two: Tenant;
let operator: Agent;
let admin: Agent;
beforeAll(async () => {
  plane = await givenRecordPlane();
  doors = new Doors(plane);
  const seeded = await plane.strapi.db.connection('tenants').where({ code: 'operator' }).first();
  home = { row: seeded.id, id: seeded.document_id as TenantId, code: 'operator' };
  one = await givenTenant(plane, 'one');
  two = await givenTenant(plane, 'two');
  operator = await givenOne(plane, home, 'operator', '9009');
  admin = await givenOne(plane, one, 'admin', '9001');
  await givenAgent(plane, two, '2001', { displayName: '二家的坐席' });
}, 60_000);
afterAll(() => plane?.stop());

const list = async (type: string, jwt: string): Promise<{ name?: string; displayName?: string }[]> =>
  (await plane.request().get(`/api/workbench/data/${type}`).set('Authorization', `Bearer ${jwt}`)).body.data;
const acts = async (tenant: Tenant): Promise<string[]> =>
  (await plane.strapi.db.connection('audit_log').where({ tenant: tenant.id }).orderBy('n')).map(
    ({ act }: { act: string }) => act,
  );

test('TEN-01 an operator at home sees enterprises, and of their rows none', async () => {
  const { jwt } = await loggedIn(plane, operator);
  expect((await list('tenant', jwt)).map(({ name }) => name)).toEqual(expect.arrayContaining(['企业 one', '企业 two']));
  expect(JSON.stringify(await list('account', jwt))).not.toContain('坐席 9001');
  expect((await plane.request().get('/api/workbench/data/queue').set('Authorization', `Bearer ${jwt}`)).status).toBe(403);
});

test('TEN-01 inside one enterprise the operator is an admin of that one alone; both audit logs say when and why', async () => {
  const { jwt } = await loggedIn(plane, operator);
  expect(refusal(await doors.post('act', { tenant: one.id }, jwt))).toEqual([400, 'badRequest']); // no reason given
  const inside = await doors.post('act', { tenant: one.id, reason: '帮助设置队列' }, jwt);
  expect(inside.body).toMatchObject({ tenant: { code: 'one' }, operator: { tenant: home.id } });
  expect((await doors.get('me', jwt)).body).toEqual(inside.body);
  const seen = JSON.stringify(await list('account', jwt));
  expect(seen).toContain('坐席 9001');
  expect(seen).not.toContain('二家的坐席');
  expect((await list('tenant', jwt)).map(({ name }) => name)).toEqual(['企业 one']);
  const group = { values: { name: '新组' } };
  const made = await plane.request().post('/api/workbench/data/group').set('Authorization', `Bearer ${jwt}`).send(group);
  expect(made.status).toBe(201);
  expect((await list('group', (await loggedIn(plane, admin)).jwt)).map(({ name }) => name)).toContain('新组');

  // the account itself stays where it is at home: its telephone, its password
  const { body } = await doors.post('live-token', {}, jwt);
  const { payload } = await jwtVerify(body.liveToken, new TextEncoder().encode(plane.secrets.live));
  expect(payload.tenant).toBe(home.id);

  expect((await doors.post('act/end', {}, jwt)).body).toMatchObject({ tenant: { code: 'operator' }, operator: null });
  expect((await doors.get('me', jwt)).body.tenant.code).toBe('operator');
  expect((await acts(one)).slice(-4)).toEqual(expect.arrayContaining(['operator.entered', 'group.created', 'operator.left']));
  expect(await acts(home)).toEqual(expect.arrayContaining(['operator.entered', 'operator.left']));
  const { jwt: theirs } = await loggedIn(plane, admin);
  const { body: log } = await doors.get('audit?act=operator.entered', theirs);
  expect(log.data[0]).toMatchObject({
    actor: '9009 坐席 9009',
    target: 'one',
    details: { reason: '帮助设置队列', of: 'operator' },
  });
  const { body: inner } = await doors.get('audit?act=group.created', theirs);
  expect(inner.data[0].actor).toBe('9009 坐席 9009');
});

test('TEN-01 inside an enterprise the operator sees and sets its message channels and outbox, at home the instance’s; the enterprise reads of it', async () => {
  const { jwt } = await loggedIn(plane, operator);
  const { jwt: theirs } = await loggedIn(plane, admin);
  const send = (to: string, by: string) => doors.post('providers/email/test', { to }, by);
  await send('of-one@example.com', theirs);
  await send('of-the-instance@example.com', jwt);
  const outbox = async (by: string) => JSON.stringify((await doors.get('outbox', by)).body);
  expect(await outbox(jwt)).toContain('of-the-instance@');
  expect(await outbox(jwt)).not.toContain('of-one@');

  await doors.post('act', { tenant: one.id, reason: '设置邮件' }, jwt);
  expect(await outbox(jwt)).toContain('of-one@');
  expect(await outbox(jwt)).not.toContain('of-the-instance@');
  const settings = { kind: 'smtp', host: 'mail.one.example', port: 465, security: 'tls', user: 'one', from: 'one@one.example' };
  expect((await doors.put('providers/email', { settings, secret: 'x' }, jwt)).status).toBe(204);
  expect((await doors.get('providers', theirs)).body.email.settings).toMatchObject({ host: 'mail.one.example' });
  expect((await acts(one)).at(-1)).toBe('provider.changed');
  const { body: log } = await doors.get('audit?act=provider.changed', theirs);
  expect(log.data[0]).toMatchObject({ actor: '9009 坐席 9009', details: { channel: 'email', kind: 'smtp' } });

  await doors.post('act/end', {}, jwt);
  expect((await doors.get('providers', jwt)).body.email.settings).toEqual({ kind: 'outbox' });
  expect((await acts(home)).filter((act) => act === 'provider.changed')).toEqual([]);
});

test('TEN-01 inside an enterprise nobody makes an operator, not the operator either', async () => {
  const { jwt } = await loggedIn(plane, operator);
  await doors.post('act', { tenant: one.id, reason: '检查' }, jwt);
  const { body: own } = await doors.get('me', jwt);
  const make = (base: string) =>
    plane
      .request()
      .post('/api/workbench/data/role')
      .set('Authorization', `Bearer ${jwt}`)
      .send({ values: { name: base, code: `inner${base}`, base, permissions: { ...own.permissions, actions: [] } } });
  const made = await make('operator');
  expect([made.status, made.body.error?.issues]).toEqual([400, [{ field: 'base', code: 'choice' }]]);
  expect((await make('agent')).status).toBe(201);
  await doors.post('act/end', {}, jwt);
});

test('TEN-01 one session inside does not take the operator’s others along, and going elsewhere leaves first', async () => {
  const [here, there] = [await loggedIn(plane, operator), await loggedIn(plane, operator)];
  await doors.post('act', { tenant: one.id, reason: '检查' }, here.jwt);
  expect((await doors.get('me', there.jwt)).body.tenant.code).toBe('operator');
  await doors.post('act', { tenant: two.id, reason: '检查' }, here.jwt);
  expect((await doors.get('me', here.jwt)).body.tenant.code).toBe('two');
  expect((await acts(one)).at(-1)).toBe('operator.left');
});

test('TEN-01 after eight hours the session is at home again', async () => {
  const { jwt } = await loggedIn(plane, operator);
  await doors.post('act', { tenant: one.id, reason: '检查' }, jwt);
  await plane.strapi.db.connection.raw(`update operator_acts set since = now() - interval '481 minutes'`);
  expect((await doors.get('me', jwt)).body.tenant.code).toBe('operator');
});

test('TEN-01 nobody else goes anywhere: not an admin, not by a role of their own making, not into the operator’s tenant', async () => {
  const { jwt } = await loggedIn(plane, admin);
  expect(refusal(await doors.post('act', { tenant: two.id, reason: '好奇' }, jwt))).toEqual([403, 'forbidden']);
  const role = { values: { name: '运营', code: 'mine', base: 'operator' } };
  const made = await plane.request().post('/api/workbench/data/role').set('Authorization', `Bearer ${jwt}`).send(role);
  expect([made.status, made.body.error?.code]).toEqual([400, 'invalid']);
  const theirs = await loggedIn(plane, operator);
  expect(refusal(await doors.post('act', { tenant: home.id, reason: '自己' }, theirs.jwt))).toEqual([404, 'notFound']);
});

test('TEN-01 a new enterprise has its roles; its first admin gets a password by e-mail and the reasons are there', async () => {
  const { jwt } = await loggedIn(plane, operator);
  const asked = { values: { code: 'new', name: '新企业', language: 'zh' } };
  const made = await plane.request().post('/api/workbench/data/tenant').set('Authorization', `Bearer ${jwt}`).send(asked);
  expect(made.status).toBe(201);
  const first = { number: '9001', name: '新管理员', email: 'first@example.com' };
  const path = `tenants/${made.body.data.id}/admin`;
  expect((await doors.post(path, first, jwt)).status).toBe(200);
  expect(refusal(await doors.post(path, first, jwt))).toEqual([409, 'taken']);
  const { text } = await doors.message('first@example.com');
  const password = /初始密码：(\S+)/.exec(text)?.[1];
  const { body } = await doors.post('login', { tenant: 'new', number: '9001', password });
  expect(body).toMatchObject({ role: { base: 'admin' }, tenant: { code: 'new' } });
  expect(await list('role', body.jwt)).toHaveLength(4);
  expect(await list('reason', body.jwt)).toHaveLength(3);
});
