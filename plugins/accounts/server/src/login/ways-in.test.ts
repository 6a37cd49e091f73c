/** Every way in, with its failures, against a running Strapi. */
import { Doors, refusal } from '../../../../../tests/support/doors';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import {
  add,
  classes,
  givenAgent,
  givenTenant,
  loggedIn,
  password,
  type Agent,
  type Tenant,
} from '../../../../../tests/support/people';
import { givenOne } from '../../../../../tests/support/roles';

let plane: RecordPlane;
let doors: Doors;
let one: Tenant;
let two: Tenant;
let admin: Agent;
beforeAll(async () => {
  plane = await givenRecordPlane();
  doors = new Doors(plane);
  one = await givenTenant(plane, 'one');
  await setTenant(one, classes); // D15
  two = await givenTenant(plane, 'two');
  admin = await givenOne(plane, one, 'admin', '9001');
}, 60_000);
afterAll(() => plane?.stop());

const setTenant = (tenant: Tenant, values: object) =>
  plane.strapi.db.connection('tenants').where({ id: tenant.row }).update(values);
const acts = async (target: string): Promise<string[]> => (await doors.acts(target)).map(({ act }) => act);

describe('guessing', () => {
  const wrong = (agent: Agent, more: object = {}) => doors.login(agent, 'wrong', more).then(refusal);
  const thrice = async (agent: Agent): Promise<void> => {
    for (let i = 0; i < 3; i++) expect(await wrong(agent)).toEqual([401, 'wrongCredentials']);
  };

  test('LOG-08 LOG-09 after three wrong passwords a picture must be solved, in any case; it is good once', async () => {
    const agent = await givenAgent(plane, one, '1101');
    await thrice(agent);
    expect(await wrong(agent)).toEqual([401, 'captchaNeeded']);
    expect(refusal(await doors.login(agent, password))).toEqual([401, 'captchaNeeded']);
    const { id, text } = await doors.captcha();
    const picture = await plane.request().get(`/api/accounts/captcha/${id}`);
    expect([picture.status, picture.type, picture.headers['cache-control']]).toEqual([200, 'image/png', 'no-store']);
    expect(await wrong(agent, { captcha: { id, text: '????' } })).toEqual([401, 'wrongCaptcha']);
    expect(refusal(await doors.login(agent, password, { captcha: { id, text } }))).toEqual([401, 'wrongCaptcha']);
    const fresh = await doors.captcha();
    const { status } = await doors.login(agent, password, { captcha: { id: fresh.id, text: fresh.text.toLowerCase() } });
    expect(status).toBe(200);
    expect((await doors.login(agent, password)).status).toBe(200); // LOG-08: in a row
  });

  test('LOG-10 LOG-11 the tenth freezes for 24 hours, over a restart too; attempts without a picture do not count', async () => {
    const agent = await givenAgent(plane, one, '1102');
    await thrice(agent);
    for (let i = 0; i < 12; i++) expect(await wrong(agent)).toEqual([401, 'captchaNeeded']);
    for (let i = 0; i < 7; i++) {
      expect(await wrong(agent, { captcha: await doors.captcha() })).toEqual([401, 'wrongCredentials']);
      await doors.guessersWait();
    }
    const frozen = await doors.login(agent, password, { captcha: await doors.captcha() });
    expect(refusal(frozen)).toEqual([423, 'frozen']);
    expect(frozen.body.error.wait).toBeGreaterThan(86_000 - 180);
    const stored = await plane.strapi.db
      .connection('login_failures')
      .where({ key: `user:${agent.row}` })
      .first();
    expect(stored.frozen_until.getTime()).toBeGreaterThan(Date.now()); // in the database
    expect(await acts(agent.id)).toContain('account.frozen');
    await plane.strapi.db.connection('login_failures').update({ frozen_until: new Date(Date.now() - 1000) });
    expect((await doors.login(agent, password)).status).toBe(200);
  });

  test('LOG-12 an admin who resets the password thaws the account at once', async () => {
    const agent = await givenAgent(plane, one, '1103');
    await thrice(agent);
    for (let i = 0; i < 7; i++) {
      await wrong(agent, { captcha: await doors.captcha() });
      await doors.guessersWait();
    }
    expect(refusal(await doors.login(agent, password, { captcha: await doors.captcha() }))).toEqual([423, 'frozen']);
    const { jwt } = await loggedIn(plane, admin);
    const weak = await plane
      .request()
      .put(`/api/workbench/data/account/${agent.id}`)
      .set('Authorization', `Bearer ${jwt}`)
      .send({ values: { password: 'onlyletters' } });
    const said = (limit: string) => ({ field: 'password', code: 'pattern', limit });
    expect([weak.status, weak.body.error?.issues]).toEqual([400, [said('digits'), said('symbols')]]); // LOG-25
    await plane
      .request()
      .put(`/api/workbench/data/account/${agent.id}`)
      .set('Authorization', `Bearer ${jwt}`)
      .send({ values: { password: 'Frisch-123' } })
      .expect(200);
    expect((await doors.login(agent, 'Frisch-123')).status).toBe(200);
    expect(await acts(agent.id)).toContain('password.reset');
  });

  test('parallel guesses are counted each: no more than three are compared without a picture', async () => {
    const agent = await givenAgent(plane, one, '1104');
    const all = await Promise.all(Array.from({ length: 12 }, () => wrong(agent)));
    expect(all.filter(([, code]) => code === 'wrongCredentials')).toHaveLength(3);
  });

  test('LOG-13 an account that does not exist behaves like one that does', async () => {
    const ghost = { ...admin, number: '7777' };
    await thrice(ghost);
    expect(await wrong(ghost)).toEqual([401, 'captchaNeeded']);
    for (let i = 0; i < 7; i++) {
      await wrong(ghost, { captcha: await doors.captcha() });
      await doors.guessersWait();
    }
    expect(await wrong(ghost, { captcha: await doors.captcha() })).toEqual([423, 'frozen']);
  });
});

describe('e-mail', () => {
  test('LOG-14 e-mail and password open the account; in several contact centers the person chooses (LOG-20)', async () => {
    const email = 'wang@example.com';
    const here = await givenAgent(plane, one, '1201', { email: 'Wang@Example.com ' });
    expect((await doors.post('login/email', { email: 'WANG@example.com', password })).body.agent.id).toBe(here.id);
    await givenAgent(plane, two, '2201', { email });
    const { body } = await doors.post('login/email', { email, password });
    expect(body.choose).toMatchObject([
      { tenant: { code: 'one' }, number: '1201', loginCount: 1, lastLoginAt: expect.any(Number) },
      { tenant: { code: 'two' }, number: '2201', loginCount: 0, lastLoginAt: null },
    ]);
    const chosen = await doors.post('login/continue', { ticket: body.ticket, account: body.choose[1].account });
    expect([chosen.body.tenant.code, chosen.body.agent.number]).toEqual(['two', '2201']);
    const again = (await doors.post('login/email', { email, password })).body;
    const others = await doors.post('login/continue', { ticket: again.ticket, account: admin.id });
    expect(refusal(others)).toEqual([403, 'tokenInvalid']);
    expect(refusal(await doors.post('login/continue', { ticket: 'x.y.z' }))).toEqual([403, 'tokenInvalid']);
  });

  test('a password that opens one contact center does not clear what was guessed at another', async () => {
    const email = 'both@example.com';
    const victim = await givenAgent(plane, one, '1202', { email });
    await givenAgent(plane, two, '2202', { email, password: 'Anders-123' });
    for (let i = 0; i < 2; i++) expect(refusal(await doors.login(victim, 'guess'))).toEqual([401, 'wrongCredentials']);
    expect((await doors.post('login/email', { email, password: 'Anders-123' })).body.tenant.code).toBe('two');
    expect(refusal(await doors.login(victim, 'guess'))).toEqual([401, 'wrongCredentials']);
    expect(refusal(await doors.login(victim, 'guess'))).toEqual([401, 'captchaNeeded']);
  });

  test('LOG-15 an account made with an address and no password gets one by e-mail, good for the first login', async () => {
    const group = await add(plane, 'api::group.group', { tenant: one.row, name: '新人组' });
    const email = 'new@example.com';
    await add(plane, 'plugin::users-permissions.user', { tenant: one.row, number: '1203', email, groups: [group.row] });
    const { text, state } = await doors.message(email);
    expect([state, text]).toEqual(['kept', expect.stringContaining('工号：1203')]);
    const sent = /：(\S+-\S+-\S+)/.exec(text)?.[1];
    expect((await doors.post('login', { tenant: 'one', number: '1203', password: sent })).status).toBe(200);
  });
});

describe('mobile', () => {
  test('LOG-19 a code by SMS opens the account once; a wrong one does not', async () => {
    const mobile = '13900001301';
    const agent = await givenAgent(plane, one, '1301', { mobile: '+86 139-0000-1301' });
    expect((await doors.post('codes', { purpose: 'login', mobile })).body).toEqual({ wait: 60 });
    const soon = await doors.post('codes', { purpose: 'login', mobile });
    expect([...refusal(soon), soon.body.error.wait > 50]).toEqual([429, 'tooSoon', true]); // LOG-23
    const code = await doors.code(mobile);
    const other = code === '000000' ? '000001' : '000000';
    expect(refusal(await doors.post('login/mobile', { mobile, code: other }))).toEqual([401, 'wrongCode']);
    expect((await doors.post('login/mobile', { mobile, code })).body.agent.id).toBe(agent.id);
    expect(refusal(await doors.post('login/mobile', { mobile, code }))).toEqual([401, 'wrongCode']);
    await doors.minutePasses();
    await doors.post('codes', { purpose: 'login', mobile });
    await doors.quiet(); // the code is stored behind the answer
    for (let i = 0; i < 5; i++) await doors.post('login/mobile', { mobile, code: other });
    expect(refusal(await doors.post('login/mobile', { mobile, code: await doors.code(mobile) }))).toEqual([401, 'wrongCode']);
  });

  test('a number that nobody has is answered alike, and gets nothing', async () => {
    expect((await doors.post('codes', { purpose: 'login', mobile: '13900009999' })).body).toEqual({ wait: 60 });
    expect(await doors.message('13900009999')).toBeUndefined();
    expect(refusal(await doors.post('login/mobile', { mobile: '13900009999', code: '123456' }))).toEqual([401, 'wrongCode']);
    expect(refusal(await doors.post('codes', { purpose: 'login', mobile: '12345' }))).toEqual([400, 'badRequest']);
  });

  test('LOG-20 one code for all contact centers that send by the instance; the person chooses; a tenant does not see the message', async () => {
    const mobile = '13900001302';
    await givenAgent(plane, one, '1302', { mobile });
    await givenAgent(plane, two, '2302', { mobile });
    await doors.post('codes', { purpose: 'login', mobile });
    expect((await doors.message(mobile)).tenant_id).toBeNull();
    const { body } = await doors.post('login/mobile', { mobile, code: await doors.code(mobile) });
    expect(body.choose.map((entrance: { number: string }) => entrance.number).sort()).toEqual(['1302', '2302']);
  });

  test("a code that one tenant's own provider sent opens that tenant alone: who reads it must not enter another", async () => {
    const mobile = '13900001303';
    const three = await givenTenant(plane, 'three');
    const boss = await givenOne(plane, three, 'admin', '9003');
    await givenAgent(plane, three, '3303', { mobile });
    await givenAgent(plane, one, '1303', { mobile });
    const { jwt } = await loggedIn(plane, boss);
    expect((await doors.put('providers/sms', { settings: { kind: 'outbox' } }, jwt)).status).toBe(204);
    await doors.post('codes', { purpose: 'login', mobile });
    await doors.quiet();
    const messages = await plane.strapi.db.connection('sent_messages').where({ recipient: mobile }).select('tenant_id', 'text');
    const codeIn = (tenant: Tenant) =>
      /\d{6}/.exec(messages.find((m: { tenant_id: number }) => m.tenant_id === tenant.row)?.text ?? '')?.[0];
    expect((await doors.post('login/mobile', { mobile, code: codeIn(three) })).body.tenant.code).toBe('three');
    expect((await doors.post('login/mobile', { mobile, code: codeIn(one) })).body.tenant.code).toBe('one');
  });
});

describe('after the password', () => {
  test('LOG-02 an agent in no group does not enter; an admin does', async () => {
    const lonely = await givenAgent(plane, one, '1401', { groups: [] });
    expect(refusal(await doors.login(lonely, password))).toEqual([403, 'noGroup']);
    const boss = await givenOne(plane, one, 'admin', '9401', { groups: [] });
    expect((await doors.login(boss, password)).status).toBe(200);
  });

  test('LOG-04 D10 a second login is told of the open workbench and may move it here; the old token stops at once', async () => {
    const agent = await givenAgent(plane, one, '1402');
    const first = await loggedIn(plane, agent);
    expect((await doors.login(agent, password)).body.jwt).toEqual(expect.any(String)); // no workbench is open yet
    expect((await doors.post('here', {}, first.jwt)).status).toBe(204);
    const { body } = await doors.login(agent, password);
    expect(body).toEqual({
      elsewhere: { since: expect.any(Number), address: expect.any(String), mayMove: true },
      ticket: expect.any(String),
    });
    expect((await doors.get('me', first.jwt)).status).toBe(200);
    const moved = await doors.post('login/continue', { ticket: body.ticket, move: true });
    expect(moved.status).toBe(200);
    expect((await doors.get('me', first.jwt)).status).toBe(401);
    expect((await doors.get('me', moved.body.jwt)).status).toBe(200);
    expect(await acts(agent.id)).toContain('session.moved');
  });

  test('D10 a tenant may forbid to move a session', async () => {
    const strict = await givenTenant(plane, 'strict');
    await setTenant(strict, { allow_session_move: false });
    const agent = await givenAgent(plane, strict, '1403');
    const first = await loggedIn(plane, agent);
    await doors.post('here', {}, first.jwt);
    const { body } = await doors.login(agent, password);
    expect(body.elsewhere.mayMove).toBe(false);
    expect(refusal(await doors.post('login/continue', { ticket: body.ticket, move: true }))).toEqual([403, 'forbidden']);
    expect(refusal(await doors.post('move-here', {}, first.jwt))).toEqual([403, 'forbidden']);
    await doors.post('logout', {}, first.jwt);
    expect((await doors.login(agent, password)).status).toBe(200);
  });

  test('LOG-16 LOG-17 a first login binds a mobile and a nickname before anything else', async () => {
    const binding = await givenTenant(plane, 'binding');
    await setTenant(binding, { first_login: 'bind' });
    const agent = await givenAgent(plane, binding, '1404');
    const { jwt, nickname } = (await doors.login(agent, password)).body.firstLogin;
    expect(nickname).toBeNull();
    expect(refusal(await doors.get('me', jwt))).toEqual([403, 'firstLogin']);
    expect(refusal(await doors.post('live-token', {}, jwt))).toEqual([403, 'firstLogin']);
    const mobile = '13900001404';
    await doors.post('me/code', { mobile }, jwt);
    const bind = (code: string) => doors.post('first-login', { mobile, code, nickname: '小王' }, jwt);
    const code = await doors.code(mobile);
    expect(refusal(await bind(code === '111111' ? '222222' : '111111'))).toEqual([401, 'wrongCode']);
    const { body } = await bind(code);
    expect([body.agent.id, body.jwt, typeof body.liveToken]).toEqual([agent.id, jwt, 'string']);
    const { body: profile } = await doors.get('me/profile', jwt);
    expect(profile).toMatchObject({ nickname: '小王', mobile: '139****1404' });
    expect((await doors.login(agent, password)).body.agent.id).toBe(agent.id);
  });

  test('a blocked or deleted account loses its sessions at once', async () => {
    const agent = await givenAgent(plane, one, '1405');
    const { jwt } = await loggedIn(plane, agent);
    const boss = await loggedIn(plane, admin);
    await plane
      .request()
      .put(`/api/workbench/data/account/${agent.id}`)
      .set('Authorization', `Bearer ${boss.jwt}`)
      .send({ values: { blocked: true } })
      .expect(200);
    expect((await doors.get('me', jwt)).status).toBe(401);
    expect(await plane.strapi.db.connection('strapi_sessions').where({ user_id: String(agent.row) })).toEqual([]);
  });
});
