/** What people do with their own accounts: passwords, the screen lock, personal information. Against a running Strapi. */
import { Doors, refusal } from '../../../../../tests/support/doors';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenAgent, givenTenant, loggedIn, password, type Agent, type Tenant } from '../../../../../tests/support/people';

let plane: RecordPlane;
let doors: Doors;
let one: Tenant;
beforeAll(async () => {
  plane = await givenRecordPlane();
  doors = new Doors(plane);
  one = await givenTenant(plane, 'one');
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
  const settings = { password_min: 6, password_symbols: false, password_letters: false };
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
    for (const grey of [{ number: '1' }, { paidAmount: 9 }, { mobile: '13911112222' }])
      expect(refusal(await doors.put('me/profile', grey, jwt))).toEqual([400, 'badRequest']);
    await givenAgent(plane, one, '1006', { email: 'six@example.com' });
    expect(refusal(await doors.put('me/profile', { email: 'SIX@example.com' }, jwt))).toEqual([409, 'taken']);
  });

  test('LOG-18 PER-03 the mobile is changed with the old number, the new one and a code', async () => {
    const mobile = '13900002015';
    await doors.post('me/code', { mobile }, jwt);
    const code = await doors.code(mobile);
    expect(refusal(await doors.post('me/mobile', { old: '13900000000', mobile, code }, jwt))).toEqual([400, 'invalid']);
    expect((await doors.post('me/mobile', { old: '139 0000 2005', mobile, code }, jwt)).body.mobile).toBe('139****2015');
    await givenAgent(plane, one, '1007', { mobile: '13900002007' });
    await doors.post('me/code', { mobile: '13900002007' }, jwt);
    const taken = { old: mobile, mobile: '13900002007', code: await doors.code('13900002007') };
    expect(refusal(await doors.post('me/mobile', taken, jwt))).toEqual([409, 'taken']);
  });
});
