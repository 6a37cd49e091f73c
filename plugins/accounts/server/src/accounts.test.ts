/** Logging in, and the tenant lock, against a running Strapi. */
import { randomUUID } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { UID } from '@strapi/strapi';
import { LiveClaims, liveTokenIssuer } from '@zuoxi/contracts';
import { jwtVerify } from 'jose';
import { type Acting, runAs } from '@zuoxi/record-plane';
import { add, givenAgent, givenTenant, loggedIn, password, type Agent, type Tenant } from '../../../../tests/support/people';
import { givenFirstRecordPlane, type RecordPlane } from '../../../../tests/support/cms';

let plane: RecordPlane;
let one: Tenant;
let two: Tenant;
let agent: Agent;
beforeAll(async () => {
  plane = await givenFirstRecordPlane({ ZUOXI_DEMO: 'true' });
  one = await givenTenant(plane, 'one');
  two = await givenTenant(plane, 'two');
  agent = await givenAgent(plane, one, '1001');
}, 60_000);
afterAll(() => plane?.stop());

const login = (body: unknown) =>
  plane
    .request()
    .post('/api/accounts/login')
    .send(body as object);
const bearer = (jwt: string): [string, string] => ['Authorization', `Bearer ${jwt}`];

describe('login', () => {
  test('LOG-06 tenant, number and password open a session and a live token that the switch can check alone', async () => {
    const reply = await loggedIn(plane, agent);
    expect(reply).toMatchObject({
      agent: { id: agent.id, number: '1001', name: '坐席 1001' },
      tenant: { id: one.id, code: 'one', language: 'zh' },
    });
    const { payload } = await jwtVerify(reply.liveToken, new TextEncoder().encode(plane.secrets.live), {
      issuer: liveTokenIssuer,
    });
    const claims = LiveClaims.parse(payload);
    expect(claims).toEqual({ sub: agent.id, tenant: one.id, session: reply.session, exp: expect.any(Number) }); // rights are the directory's
    expect(claims.exp - Date.now() / 1000).toBeGreaterThan(11.9 * 3600);

    const me = await plane
      .request()
      .get('/api/accounts/me')
      .set(...bearer(reply.jwt))
      .expect(200);
    const { jwt: _jwt, liveToken: _live, ...who } = reply;
    expect(me.body).toEqual(who);
    expect(who).toMatchObject({ role: { base: 'agent' }, groups: [{ name: '组 1001' }], modules: [], operator: null });
  });

  test.each([
    ['an unknown tenant', { tenant: 'nowhere', number: '1001', password }],
    ['an unknown number', { tenant: 'one', number: '9999', password }],
    ["another tenant's number", { tenant: 'two', number: '1001', password }],
    ['a wrong password', { tenant: 'one', number: '1001', password: 'wrong' }],
  ])('LOG-13 %s is answered like every other refusal', async (_what, body) => {
    const { status, body: said } = await login(body);
    expect([status, said]).toEqual([401, { error: { code: 'wrongCredentials' } }]);
  });

  test('a blocked agent is refused, and the sessions it had end', async () => {
    const blocked = await givenAgent(plane, one, '1009');
    const { jwt } = await loggedIn(plane, blocked);
    await plane.strapi.db.connection('up_users').where({ id: blocked.row }).update({ blocked: true });
    expect((await login({ tenant: 'one', number: '1009', password })).status).toBe(401);
    await plane
      .request()
      .get('/api/accounts/me')
      .set(...bearer(jwt))
      .expect(401);
  });

  test('wrong shapes are named', async () => {
    const { status, body } = await login({ tenant: 'one', number: '1001', password, remember: true });
    expect([status, body.error.code]).toEqual([400, 'badRequest']);
    expect((await login('nonsense')).status).toBe(400);
  });

  test('the live token is renewed within the session, and logging out ends both', async () => {
    const { jwt, session } = await loggedIn(plane, agent);
    const { body } = await plane
      .request()
      .post('/api/accounts/live-token')
      .set(...bearer(jwt))
      .expect(200);
    const { payload } = await jwtVerify(body.liveToken, new TextEncoder().encode(plane.secrets.live));
    expect(payload.session).toBe(session);
    await plane
      .request()
      .post('/api/accounts/logout')
      .set(...bearer(jwt))
      .expect(204);
    for (const path of ['/api/accounts/live-token', '/api/accounts/logout'])
      await plane
        .request()
        .post(path)
        .set(...bearer(jwt))
        .expect(401);
  });
});

describe('no other way in', () => {
  test.each([
    ['post', '/api/auth/local'],
    ['post', '/api/auth/local/register'],
    ['post', '/api/auth/forgot-password'],
    ['get', '/api/users'],
    ['get', '/api/users/me'],
    ['get', '/api/tenants'],
    ['get', '/api/queues'],
    ['get', '/api/call-records'],
    ['get', '/api/call-control/call-records'],
  ] as const)('%s %s is not there, neither for a stranger nor for an agent', async (method, path) => {
    const { jwt } = await loggedIn(plane, agent);
    const request = plane.request();
    // 405 is Koa's answer for a path that exists with another method or below a router's prefix
    expect([404, 405]).toContain((await request[method](path)).status);
    expect([404, 405]).toContain((await request[method](path).set(...bearer(jwt))).status);
  });

  test.each(['/api/upload/files', '/api/i18n/locales', '/content-manager/collection-types/api::tenant.tenant'])(
    '%s is closed to strangers and agents',
    async (path) => {
      const { jwt } = await loggedIn(plane, agent);
      expect([401, 403]).toContain((await plane.request().get(path)).status);
      expect([401, 403]).toContain(
        (
          await plane
            .request()
            .get(path)
            .set(...bearer(jwt))
        ).status,
      );
    },
  );
});

describe('tenant lock', () => {
  const byTenant = ({ id, row }: Tenant): Acting => ({ as: 'tenant', tenant: id, row });
  const groups = () => plane.strapi.documents('api::group.group' as UID.ContentType);
  const names = async (): Promise<unknown[]> => (await groups().findMany({})).map((g: Record<string, unknown>) => g.name);

  test('nobody sees nothing, each tenant its own, the system all', async () => {
    await add(plane, 'api::group.group', { tenant: one.row, name: '一组' });
    const foreign = await add(plane, 'api::group.group', { tenant: two.row, name: '二组' });
    await expect(names()).rejects.toThrow('nobody acts');
    expect(await runAs(byTenant(one), names)).toEqual(expect.arrayContaining(['一组']));
    expect(await runAs(byTenant(one), names)).not.toContain('二组');
    expect(await runAs({ as: 'system' }, names)).toEqual(expect.arrayContaining(['一组', '二组', '售后']));
    expect(await runAs(byTenant(one), () => groups().findOne({ documentId: foreign.id }))).toBeNull();
    const counted = await plane.strapi.db.connection('groups').where({ tenant_id: one.row }).count('id as n').first();
    expect(await runAs(byTenant(one), () => groups().count({}))).toBe(Number(counted?.n));
    const tenants = () => plane.strapi.documents('api::tenant.tenant' as UID.ContentType).findMany({});
    expect((await runAs(byTenant(two), tenants)).map((t) => t.documentId)).toEqual([two.id]);
  });

  test('what a tenant writes is its own, whatever it says', async () => {
    const foreign = { name: '外来', tenant: two.row };
    await expect(runAs(byTenant(one), () => groups().create({ data: foreign }))).rejects.toThrow('do not exist');
    const query = plane.strapi.db.query('api::group.group' as UID.Schema);
    const made = await runAs(byTenant(one), () => query.create({ data: { ...foreign, documentId: 'f'.repeat(24) } }));
    const stored = () => plane.strapi.db.connection('groups').where({ id: made.id }).first();
    expect(await stored()).toMatchObject({ name: '外来', tenant_id: one.row });
    await runAs(byTenant(one), () => query.update({ where: { id: made.id }, data: { name: '改名', tenant: two.row } }));
    expect(await stored()).toMatchObject({ name: '改名', tenant_id: one.row });
    await expect(
      runAs(byTenant(one), () =>
        plane.strapi.db.query('api::tenant.tenant' as UID.Schema).create({ data: { code: 'x', name: 'x' } }),
      ),
    ).rejects.toThrow('cannot make tenants');
  });

  test("another tenant's row can be neither changed nor deleted", async () => {
    const theirs = await add(plane, 'api::group.group', { tenant: two.row, name: '别动' });
    const query = plane.strapi.db.query('api::group.group' as UID.Schema);
    expect(await runAs(byTenant(one), () => query.update({ where: { id: theirs.row }, data: { name: '动了' } }))).toBeNull();
    expect(await runAs(byTenant(one), () => query.delete({ where: { id: theirs.row } }))).toBeNull();
    expect(await runAs(byTenant(one), () => query.deleteMany({ where: { id: theirs.row } }))).toEqual({ count: 0 });
    expect(await plane.strapi.db.connection('groups').where({ id: theirs.row }).first()).toMatchObject({ name: '别动' });
    expect(await runAs(byTenant(two), () => query.deleteMany({ where: { id: theirs.row } }))).toEqual({ count: 1 });
  });
});

describe('the operator', () => {
  const demo = () => JSON.parse(readFileSync(plane.instance.paths.demoLogins, 'utf8'));
  let jwt: string;
  beforeAll(async () => {
    const { body } = await plane
      .request()
      .post('/admin/login')
      .send({ ...demo().admin, deviceId: randomUUID(), rememberMe: false })
      .expect(200);
    jwt = body.data.token ?? body.data.accessToken;
  });

  test('is there from the first run, and the file with the logins is read by its owner alone', async () => {
    expect(statSync(plane.instance.paths.demoLogins).mode & 0o777).toBe(0o600);
    expect(demo()).toMatchObject({ tenant: 'demo', number: '4008000001', deskPhone: { number: '4008000008' } });
    expect(demo().agents.map((a: { number: string }) => a.number)).toEqual(['1001', '1002', '1003']);
    for (const { number, password: given } of demo().agents) await login({ tenant: 'DEMO', number, password: given }).expect(200);
    const init = await plane.request().get('/admin/init').expect(200);
    expect(init.body.data.hasAdmin).toBe(true);
  });

  test('is not found by trying: five passwords of one account in five minutes, from one address', async () => {
    const guess = (email: string) =>
      plane.request().post('/admin/login').send({ email, password: 'Guess-123', deviceId: randomUUID() });
    for (let i = 0; i < 5; i++) expect((await guess('root@zuoxi.example')).status).toBe(400);
    expect((await guess('root@zuoxi.example')).status).toBe(429);
    expect((await guess('ROOT@zuoxi.example')).status).toBe(429);
    expect((await guess('other@zuoxi.example')).status).toBe(400);
  });

  const contents = (uid: string) => `/content-manager/collection-types/${uid}`;
  test('sees every tenant in the content manager', async () => {
    const { body } = await plane
      .request()
      .get(`${contents('api::queue.queue')}?page=1&pageSize=10`)
      .set(...bearer(jwt))
      .expect(200);
    expect(body.results.map((q: { name: string }) => q.name).sort()).toEqual(['售前', '售后']);
  });

  test("is refused a trunk's host that is none, a sound that is a path and a name of two lines, each by its field; what is right is saved", async () => {
    const save = (uid: string, data: object) =>
      plane
        .request()
        .post(contents(uid))
        .set(...bearer(jwt))
        .send({ tenant: { connect: [{ id: one.row, documentId: one.id }] }, ...data });
    const fields = ({ body }: { body: { error?: { details?: { errors?: { path: string[] }[] } } } }) =>
      body.error?.details?.errors?.map(({ path }) => path.join('.'));
    const trunk = { name: '线路', addresses: '', host: 'sip.carrier.example', port: 5060, maxCalls: 10 };
    for (const host of ['127.0.0.2\r\nX-Zuoxi-Call: c;leg=l', '127.0.0.2 x', 'h:5060', 'h;transport=tcp', '300.1.2.3', 'h\0']) {
      const refused = await save('api::trunk.trunk', { ...trunk, host });
      expect([host, refused.status, fields(refused)]).toEqual([host, 400, ['host']]);
    }
    for (const [field, value] of [
      ['name', '两\n行'],
      ['authUser', 'u\r\nX: 1'],
      ['authPassword', 'p\0'],
    ] as const) {
      const refused = await save('api::trunk.trunk', { ...trunk, [field]: value });
      expect([field, refused.status, fields(refused)]).toEqual([field, 400, [field]]);
    }
    for (const host of [trunk.host, '192.0.2.7']) expect((await save('api::trunk.trunk', { ...trunk, host })).status).toBe(201);
    for (const welcome of ['../../../etc/passwd', '/etc/passwd', 'music/../x', 'a.wav', 'a\n', 'music//x']) {
      const refused = await save('api::queue.queue', { name: '声音', welcome });
      expect([welcome, refused.status, fields(refused)]).toEqual([welcome, 400, ['welcome']]);
    }
    expect((await save('api::queue.queue', { name: '声音', welcome: 'music/hold' })).status).toBe(201);
  });

  test('makes an agent by tenant, number, name and password; no e-mail is asked for, and the agent can sign in', async () => {
    const group = await add(plane, 'api::group.group', { tenant: one.row, name: '新组' });
    const agentForm = {
      groups: { connect: [{ id: group.row, documentId: group.id }] },
      number: '1077',
      displayName: '新人',
      password: 'Neues-9876',
      tenant: { connect: [{ id: one.row, documentId: one.id }] },
    };
    const { body } = await plane
      .request()
      .post(contents('plugin::users-permissions.user'))
      .set(...bearer(jwt))
      .send(agentForm)
      .expect(201);
    const reply = await login({ tenant: 'one', number: '1077', password: 'Neues-9876' }).expect(200);
    expect(reply.body.agent).toEqual({ id: body.data.documentId, number: '1077', name: '新人' });
    await plane
      .request()
      .put(`${contents('plugin::users-permissions.user')}/${body.data.documentId}`)
      .set(...bearer(jwt))
      .send({ password: 'Neuer-12345' })
      .expect(200);
    await login({ tenant: 'one', number: '1077', password: 'Neues-9876' }).expect(401);
    await login({ tenant: 'one', number: '1077', password: 'Neuer-12345' }).expect(200);
    const moved = {
      tenant: { connect: [{ id: two.row, documentId: two.id }], disconnect: [{ id: one.row, documentId: one.id }] },
    };
    await plane
      .request()
      .put(`${contents('plugin::users-permissions.user')}/${body.data.documentId}`)
      .set(...bearer(jwt))
      .send(moved)
      .expect(200);
    await login({ tenant: 'two', number: '1077', password: 'Neuer-12345' }).expect(200);
  });

  test('cannot give one number to two agents of a tenant', async () => {
    const twice = {
      number: '1001',
      displayName: '同号',
      password: 'Neues-9876',
      tenant: { connect: [{ id: one.row, documentId: one.id }] },
    };
    const { status, body } = await plane
      .request()
      .post(contents('plugin::users-permissions.user'))
      .set(...bearer(jwt))
      .send(twice);
    expect([status, body.error.message]).toEqual([400, expect.stringContaining('同一租户内已有相同')]);
  });
});
