/** What people do with their own accounts: passwords, the screen lock, personal information. Against a running Strapi. */
import { Doors, refusal } from '../../../../../tests/support/doors';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenOne } from '../../../../../tests/support/roles';
import { openSession } from '../sessions';
import {
  classes,
  givenAgent,
  givenTenant,
  loggedIn,
  password,
  type Agent,
  type Tenant,
} from '../../../../../tests/support/people';

let plane: RecordPlane;
let doors: Doors;
let one: Tenant;
beforeAll(async () => {
  plane = await givenRecordPlane();
  doors = new Doors(plane);
  one = await givenTenant(plane, 'one');
  await plane.strapi.db.connection('tenants').where({ id: one.row }).update(classes); // D15
}, 60_000);
afterAll(() => plane?.stop());

const fresh = 'Neues-4567';
const issues = (answer: { body: { error?: { issues?: { code: string; limit?: unknown }[] } } }) =>
  answer.body.error?.issues?.map(({ code, limit }) => `${code} ${String(limit)}`);

test.each([
  ['mobile', '13900002001', '1001'],
  ['email', 'li@example.com', '1002'],
] as const)('LOG-22 a forgotten password is set anew by a code to the %s; the sessions end', async (how, address, number) => {
  const agent = await givenAgent(plane, one, number, { [how]: address });
  const { jwt } = await loggedIn(plane, agent);
  expect((await doors.post('codes', { purpose: 'reset', tenant: 'ONE', [how]: address })).body).toEqual({ wait: 60 });
  const code = await doors.code(address);
  const reset = (given: string, secret: string) =>
    doors.post('password/reset', { tenant: 'one', [how]: address, code: given, password: secret });
  expect(refusal(await reset(code === '123456' ? '654321' : '123456', fresh))).toEqual([401, 'wrongCode']);
  const weak = await reset(code, '1234');
  expect([...refusal(weak), issues(weak)]).toEqual([400, 'weakPassword', ['tooShort 8', 'pattern letters', 'pattern symbols']]); // LOG-24 LOG-25
  expect((await reset(code, fresh)).status).toBe(204);
  expect(refusal(await reset(code, fresh))).toEqual([401, 'wrongCode']);
  expect((await doors.get('me', jwt)).status).toBe(401);
  expect(refusal(await doors.login(agent, password))).toEqual([401, 'wrongCredentials']);
  expect((await doors.login(agent, fresh)).status).toBe(200);
});

test('LOG-22 an address that nobody has is answered alike, and gets nothing', async () => {
  expect((await doors.post('codes', { purpose: 'reset', tenant: 'one', mobile: '13900002099' })).body).toEqual({ wait: 60 });
  expect(await doors.message('13900002099')).toBeUndefined();
});

test('LOG-27 the own password is changed with the old one; this session goes on, the others end', async () => {
  const agent = await givenAgent(plane, one, '1003');
  const [here, there] = [await loggedIn(plane, agent), await loggedIn(plane, agent)];
  expect(refusal(await doors.post('me/password', { old: 'wrong', password: fresh }, here.jwt))).toEqual([
    401,
    'wrongCredentials',
  ]);
  const blank = await doors.post('me/password', { old: password, password: 'Mit Leer-1' }, here.jwt);
  expect([...refusal(blank), issues(blank)]).toEqual([400, 'weakPassword', ['pattern blank']]);
  expect((await doors.post('me/password', { old: password, password: fresh }, here.jwt)).status).toBe(204);
  expect((await doors.get('me', here.jwt)).status).toBe(200);
  expect((await doors.get('me', there.jwt)).status).toBe(401);
  expect((await doors.login(agent, fresh)).status).toBe(200);
});

test('LOG-26 D15 length and kinds, a mere recommendation elsewhere, are settings of the tenant', async () => {
  const lax = await givenTenant(plane, 'lax');
  const settings = { ...classes, password_min: 6, password_symbols: false, password_letters: false };
  await plane.strapi.db.connection('tenants').where({ id: lax.row }).update(settings);
  const agent = await givenAgent(plane, lax, '1001');
  const { jwt } = await loggedIn(plane, agent);
  expect((await doors.post('me/password', { old: password, password: '123456' }, jwt)).status).toBe(204);
  expect((await doors.get('me/profile', jwt)).body.passwordRules).toMatchObject({
    min: 6,
    max: 20,
    digits: true,
    symbols: false,
  });
});

test('LOG-33 the screen lock opens by the login password alone, and counts failures like a login', async () => {
  const agent = await givenAgent(plane, one, '1004');
  const { jwt } = await loggedIn(plane, agent);
  expect((await doors.post('unlock', { password }, jwt)).status).toBe(204);
  for (let i = 0; i < 3; i++)
    expect(refusal(await doors.post('unlock', { password: 'no' }, jwt))).toEqual([401, 'wrongCredentials']);
  expect(refusal(await doors.post('unlock', { password }, jwt))).toEqual([401, 'captchaNeeded']);
  expect((await doors.post('unlock', { password, captcha: await doors.captcha() }, jwt)).status).toBe(204);
  expect(refusal(await doors.post('unlock', { password }))).toEqual([401, 'notSignedIn']);
});

describe('personal information', () => {
  let agent: Agent;
  let jwt: string;
  beforeAll(async () => {
    const more = { mobile: '13900002005', email: 'five@example.com', partTime: true, paidAmount: 120.5, unpaidAmount: 30 };
    agent = await givenAgent(plane, one, '1005', more);
    ({ jwt } = await loggedIn(plane, agent));
  });

  test('PER-01 PER-02 shows white and grey fields; a part-time agent sees the amounts', async () => {
    const { body } = await doors.get('me/profile', jwt);
    expect(body).toMatchObject({
      number: '1005',
      name: '坐席 1005',
      nickname: null,
      email: 'five@example.com',
      mobile: '139****2005', // LOG-17
      groups: ['组 1005'],
      partTime: true,
      paidAmount: 120.5,
      unpaidAmount: 30,
      loginCount: 1,
    });
  });

  test('PER-01 white fields are written one by one, grey ones are refused', async () => {
    const { body } = await doors.put('me/profile', { nickname: ' 小五 ' }, jwt);
    expect([body.nickname, body.email]).toEqual(['小五', 'five@example.com']);
    expect((await doors.put('me/profile', { language: 'en' }, jwt)).body.language).toBe('en');
    for (const grey of [{ number: '1' }, { paidAmount: 9 }, { mobile: '13911112222' }, { email: 'thief@example.com' }])
      expect(refusal(await doors.put('me/profile', grey, jwt))).toEqual([400, 'badRequest']);
  });

  test('LOG-18 PER-03 the mobile is changed with the old number, the new one and a code', async () => {
    const mobile = '13900002015';
    await doors.post('me/code', { mobile }, jwt);
    const code = await doors.code(mobile);
    expect(refusal(await doors.post('me/mobile', { old: '13900000000', mobile, code }, jwt))).toEqual([400, 'invalid']);
    expect((await doors.post('me/mobile', { old: '139 0000 2005', mobile, code }, jwt)).body.mobile).toBe('139****2015');
    expect((await doors.message('13900002005')).text).toContain('139****2015'); // the old one hears of it
    expect(refusal(await doors.post('me/mobile', { old: mobile, mobile, code }, jwt))).toEqual([401, 'wrongCode']);
    await givenAgent(plane, one, '1007', { mobile: '13900002007' });
    await doors.post('me/code', { mobile: '13900002007' }, jwt);
    const taken = { old: mobile, mobile: '13900002007', code: await doors.code('13900002007') };
    expect(refusal(await doors.post('me/mobile', taken, jwt))).toEqual([409, 'taken']);
  });
});

describe('who finds a login open', () => {
  const boss = async (): Promise<{ jwt: string; agent: Agent }> => {
    const agent = await givenOne(plane, one, 'admin', `90${count++}`, { email: `boss${count}@example.com` });
    return { agent, jwt: (await loggedIn(plane, agent)).jwt };
  };
  let count = 10;
  const write = (jwt: string, { id }: Agent, values: object) =>
    plane.request().put(`/api/workbench/data/account/${id}`).set('Authorization', `Bearer ${jwt}`).send({ values });

  test('does not make an address of their own the way to a new password: it takes the password and mail at the new one, and the old one is told', async () => {
    const agent = await givenAgent(plane, one, '1101', { email: 'old@example.com' });
    const { jwt } = await loggedIn(plane, agent);
    const email = 'thief@example.com';
    expect((await doors.post('me/email/code', { email }, jwt)).body).toEqual({ wait: 60 });
    const code = await doors.code(email);
    const change = (more: object) => doors.post('me/email', { email, code, password, ...more }, jwt);
    expect(refusal(await change({ password: 'guess' }))).toEqual([401, 'wrongCredentials']);
    expect(refusal(await change({ code: code === '123456' ? '654321' : '123456' }))).toEqual([401, 'wrongCode']);
    expect(refusal(await doors.post('me/email', { email, password }, jwt))).toEqual([400, 'badRequest']);
    const { body } = await change({ email: ' THIEF@example.com' });
    expect(body.email).toBe(email);
    expect((await doors.message('old@example.com')).text).toContain('t***@example.com');
    expect((await doors.acts(agent.id)).map(({ act }) => act)).toEqual(
      expect.arrayContaining(['code.sent', 'password.refused', 'code.refused', 'email.changed']),
    );
    expect(refusal(await change({}))).toEqual([401, 'wrongCode']); // used up
    expect((await doors.post('me/email', { email: null, password }, jwt)).body.email).toBeNull();
    expect((await doors.message(email)).text).toContain('移除');
  });

  test('an address of somebody else in the enterprise stays theirs', async () => {
    await givenAgent(plane, one, '1103', { email: 'six@example.com' });
    const { jwt } = await loggedIn(plane, await givenAgent(plane, one, '1104'));
    await doors.post('me/email/code', { email: 'SIX@example.com' }, jwt);
    const taken = { email: 'six@example.com', code: await doors.code('six@example.com'), password };
    expect(refusal(await doors.post('me/email', taken, jwt))).toEqual([409, 'taken']);
  });

  test('does not bind a mobile of their own where none is bound: it takes the password (LOG-18)', async () => {
    const agent = await givenAgent(plane, one, '1105');
    const { jwt } = await loggedIn(plane, agent);
    const mobile = '13900002105';
    await doors.post('me/code', { mobile }, jwt);
    const code = await doors.code(mobile);
    expect(refusal(await doors.post('me/mobile', { mobile, code }, jwt))).toEqual([400, 'invalid']);
    expect(refusal(await doors.post('me/mobile', { mobile, code, password: 'no' }, jwt))).toEqual([401, 'wrongCredentials']);
    expect((await doors.post('me/mobile', { mobile, code, password }, jwt)).body.mobile).toBe('139****2105');
  });

  test('as an admin does not set their own password, address or mobile by the account form; a colleague’s they do, by the same rules', async () => {
    const { agent, jwt } = await boss();
    for (const values of [{ password: fresh }, { email: 'thief@example.com' }, { mobile: '13900002106' }]) {
      const own = await write(jwt, agent, values);
      expect([own.status, own.body.error?.issues]).toEqual([400, [{ field: Object.keys(values)[0], code: 'ownPage' }]]);
    }
    expect((await write(jwt, agent, { displayName: '新名字', email: `boss${count}@example.com` })).status).toBe(200);
    const other = await givenAgent(plane, one, '1107', { email: 'seven@example.com' });
    expect((await write(jwt, other, { password: 'short1!' })).status).toBe(400);
    expect((await write(jwt, other, { password: fresh, email: 'eight@example.com' })).status).toBe(200);
    expect((await doors.message('seven@example.com')).text).toContain('e***@example.com');
    expect((await doors.login(other, fresh)).status).toBe(200);
    const changed = (await doors.acts(other.id)).filter(({ act }) => act === 'email.changed');
    expect(changed.map(({ actor }) => actor)).toEqual([agent.id]);
  });

  test('does not make the enterprise send codes to strangers: five numbers a day', async () => {
    const agent = await givenAgent(plane, one, '1108');
    const { jwt } = await loggedIn(plane, agent);
    const ask = (n: number) => doors.post('me/code', { mobile: `1380000210${n}` }, jwt);
    for (let n = 0; n < 5; n++) expect((await ask(n)).status).toBe(200);
    const over = await ask(5);
    expect([...refusal(over), over.body.error.wait]).toEqual([429, 'tooManyAttempts', 86_400]);
    expect(await doors.message('13800002105')).toBeUndefined();
    await doors.minutePasses();
    expect((await ask(2)).status).toBe(200); // one of the five
    expect((await doors.acts(agent.id)).filter(({ act }) => act === 'code.refused').map(({ details }) => details.reason)).toEqual(
      ['numbers'],
    );
    const other = await loggedIn(plane, await givenAgent(plane, one, '1109'));
    expect((await doors.post('me/code', { mobile: '13800002105' }, other.jwt)).status).toBe(200);
  });

  test('nor by many accounts: an enterprise has an hour’s and a day’s budget, and a number is rung twenty times a day', async () => {
    const small = await givenTenant(plane, 'small');
    const { jwt } = await loggedIn(plane, await givenAgent(plane, small, '1001'));
    const sent = (values: object[]) => plane.strapi.db.connection('sent_codes').insert(values);
    await sent(Array.from({ length: 60 }, (_, n) => ({ tenant_id: small.row, address: `137000000${n}`, asked_by: 1 })));
    expect(refusal(await doors.post('me/code', { mobile: '13800002200' }, jwt))).toEqual([429, 'tooManyAttempts']);
    await plane.strapi.db.connection.raw(`update sent_codes set at = at - interval '61 minutes'`);
    await doors.minutePasses();
    expect((await doors.post('me/code', { mobile: '13800002200' }, jwt)).status).toBe(200);
    await sent(Array.from({ length: 20 }, () => ({ tenant_id: one.row, address: '13800002201', asked_by: 1 })));
    expect(refusal(await doors.post('me/code', { mobile: '13800002201' }, jwt))).toEqual([429, 'tooManyAttempts']);
    // what people inside used up leaves strangers at the login theirs
    const mobile = '13900002202';
    await givenAgent(plane, small, '1002', { mobile });
    await sent(Array.from({ length: 60 }, (_, n) => ({ tenant_id: small.row, address: `137000001${n}`, asked_by: 1 })));
    await doors.post('codes', { purpose: 'login', mobile });
    expect(await doors.code(mobile)).toMatch(/^\d{6}$/);
  });
});

describe('a proof is good once, and not longer than the password', () => {
  const elsewhere = async (agent: Agent): Promise<string> => {
    const { jwt } = await loggedIn(plane, agent);
    await doors.post('here', {}, jwt);
    return (await doors.login(agent, password)).body.ticket;
  };

  test('a login ticket works once', async () => {
    const agent = await givenAgent(plane, one, '1201');
    const ticket = await elsewhere(agent);
    expect((await doors.post('login/continue', { ticket, move: true })).status).toBe(200);
    expect(refusal(await doors.post('login/continue', { ticket, move: true }))).toEqual([403, 'tokenInvalid']);
  });

  test.each([
    ['changes the password', (_: Agent, jwt: string) => doors.post('me/password', { old: password, password: fresh }, jwt)],
    ['ends the other logins', (_: Agent, jwt: string) => doors.delete('me/sessions', jwt)],
    [
      'has it changed behind the record plane',
      ({ row }: Agent) => plane.strapi.db.connection('up_users').where({ id: row }).update({ password: 'x' }),
    ],
  ])('a login ticket ends when the owner %s', async (how, act) => {
    const agent = await givenAgent(plane, one, `12${how.length + 10}`);
    const ticket = await elsewhere(agent);
    await act(agent, (await openSession(plane.strapi, agent.row)).jwt);
    expect(refusal(await doors.post('login/continue', { ticket, move: true }))).toEqual([403, 'tokenInvalid']);
  });

  test('codes that were sent before a new password open nothing', async () => {
    const mobile = '13900002204';
    const agent = await givenAgent(plane, one, '1204', { mobile });
    const { jwt } = await loggedIn(plane, agent);
    await doors.post('codes', { purpose: 'login', mobile });
    const login = await doors.code(mobile);
    await doors.post('codes', { purpose: 'reset', tenant: 'one', mobile });
    const reset = await doors.code(mobile);
    expect((await doors.post('me/password', { old: password, password: fresh }, jwt)).status).toBe(204);
    expect(refusal(await doors.post('login/mobile', { mobile, code: login }))).toEqual([401, 'wrongCode']);
    const again = { tenant: 'one', mobile, code: reset, password: 'Thief-5678' };
    expect(refusal(await doors.post('password/reset', again))).toEqual([401, 'wrongCode']);
    expect((await doors.login(agent, fresh)).status).toBe(200);
  });

  test('LOG-16 a first login that was begun before a new password is over', async () => {
    const binding = await givenTenant(plane, 'binding');
    await plane.strapi.db.connection('tenants').where({ id: binding.row }).update({ first_login: 'bind' });
    const agent = await givenAgent(plane, binding, '1001');
    const { jwt } = (await doors.login(agent, password)).body.firstLogin;
    const { jwt: admin } = await loggedIn(plane, await givenOne(plane, binding, 'admin', '9001'));
    const set = plane.request().put(`/api/workbench/data/account/${agent.id}`).set('Authorization', `Bearer ${admin}`);
    await set.send({ values: { password: 'gelbe-tuer-7-tassen' } }).expect(200);
    expect(refusal(await doors.post('me/code', { mobile: '13900002205' }, jwt))).toEqual([401, 'notSignedIn']);
    expect((await doors.login(agent, 'gelbe-tuer-7-tassen')).body.firstLogin.jwt).toEqual(expect.any(String));
  });
});
