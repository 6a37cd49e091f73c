/** What somebody tries who has no password: reading pictures, shutting others out, asking who exists. Against a running Strapi. */
import { Doors, refusal } from '../../../../../tests/support/doors';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { givenAgent, givenTenant, password, type Agent, type Tenant } from '../../../../../tests/support/people';

let plane: RecordPlane;
let doors: Doors;
let one: Tenant;
beforeAll(async () => {
  plane = await givenRecordPlane();
  doors = new Doors(plane);
  one = await givenTenant(plane, 'one');
}, 60_000);
afterAll(() => plane?.stop());

const wrong = async (from: Doors, agent: Agent, solved = true): Promise<[number, string | undefined]> =>
  refusal(await from.login(agent, 'wrong', solved ? { captcha: await from.captcha() } : {}));

/** As many wrong passwords as freeze, each after the time that it has to wait. */
async function guessTenTimes(from: Doors, agent: Agent): Promise<void> {
  for (let i = 0; i < 10; i++) {
    expect(await wrong(from, agent)).toEqual([401, 'wrongCredentials']);
    await doors.guessersWait();
  }
}

test('a picture is served once: who asks again gets none, and a new one is there', async () => {
  const { id } = await doors.captcha();
  const look = (which: string) => plane.request().get(`/api/accounts/captcha/${which}`);
  expect((await look(id)).type).toBe('image/png');
  expect((await look(id)).status).toBe(404);
  expect((await look((await doors.captcha()).id)).status).toBe(200);
});

test('making pictures is limited by address', async () => {
  const here = doors.at('198.51.100.1');
  let last = await here.post('captcha');
  for (let i = 0; i < 70 && last.status === 200; i++) last = await here.post('captcha');
  expect(refusal(last)).toEqual([429, 'tooManyAttempts']);
  expect((await doors.at('198.51.100.2').post('captcha')).status).toBe(200);
});

describe('freezing', () => {
  test('a stranger freezes the account for strangers; its owner gets in from a browser that was inside before', async () => {
    const agent = await givenAgent(plane, one, '1101');
    const own = doors.at('203.0.113.10');
    const entered = await own.login(agent, password);
    expect(entered.headers['set-cookie']?.[0]).toMatch(/httponly/i);
    expect(entered.headers['set-cookie']?.[0]).toMatch(/samesite=strict/i);
    const stranger = doors.at('198.51.100.10');
    await guessTenTimes(stranger, agent);
    expect(refusal(await stranger.login(agent, password))).toEqual([423, 'frozen']);
    expect(refusal(await doors.at('203.0.113.11').login(agent, password))).toEqual([423, 'frozen']); // LOG-10
    expect((await own.login(agent, password)).status).toBe(200);
    expect(refusal(await stranger.login(agent, password))).toEqual([423, 'frozen']); // nor does that thaw it for strangers
    expect((await doors.acts(agent.id)).map(({ act }) => act)).toContain('account.frozen');
  });

  test('a browser that was inside counts its own wrong passwords: three, a picture, ten, frozen like everybody (LOG-08 LOG-10)', async () => {
    const agent = await givenAgent(plane, one, '1102');
    const own = doors.at('203.0.113.20');
    await own.login(agent, password);
    for (let i = 0; i < 3; i++) expect(await wrong(own, agent, false)).toEqual([401, 'wrongCredentials']);
    expect(await wrong(own, agent, false)).toEqual([401, 'captchaNeeded']);
    for (let i = 0; i < 7; i++) {
      expect(await wrong(own, agent)).toEqual([401, 'wrongCredentials']);
      await doors.guessersWait();
    }
    expect(refusal(await own.login(agent, password))).toEqual([423, 'frozen']);
    expect(refusal(await doors.at('203.0.113.21').login(agent, password))).toEqual([423, 'frozen']);
    await doors.guessersWait('25 hours'); // LOG-11
    expect((await own.login(agent, password)).status).toBe(200);
  });

  test("a cookie of one's own making, or another account's, is no known browser", async () => {
    const [victim, other] = [await givenAgent(plane, one, '1103'), await givenAgent(plane, one, '1104')];
    const stranger = doors.at('198.51.100.30');
    await stranger.login(other, password); // the browser is known, but to that account
    await guessTenTimes(stranger, victim);
    expect(refusal(await stranger.login(victim, password))).toEqual([423, 'frozen']);
    const forged = await plane
      .request()
      .post('/api/accounts/login')
      .set('Cookie', ['zuoxi_browser=AAAA', 'zuoxi_browser.sig=AAAA'])
      .send({ tenant: 'one', number: '1103', password });
    expect(refusal(forged)).toEqual([423, 'frozen']);
  });

  test("an address stays shut out when the owner's login elsewhere began the account's count anew", async () => {
    const agent = await givenAgent(plane, one, '1105');
    const stranger = doors.at('198.51.100.40');
    for (let i = 0; i < 9; i++) {
      await wrong(stranger, agent);
      await doors.guessersWait();
    }
    const owner = doors.at('203.0.113.40'); // a new browser, and the right password
    expect((await owner.login(agent, password, { captcha: await owner.captcha() })).status).toBe(200);
    expect(await wrong(stranger, agent)).toEqual([401, 'wrongCredentials']);
    expect(await wrong(stranger, agent)).toEqual([423, 'frozen']);
    expect((await doors.at('203.0.113.41').login(agent, password)).status).toBe(200); // this address alone
  });

  test('guesses from many addresses are bounded by the account: ten in all', async () => {
    const agent = await givenAgent(plane, one, '1106');
    for (let i = 0; i < 10; i++) {
      expect(await wrong(doors.at(`198.51.100.${50 + i}`), agent)).toEqual([401, 'wrongCredentials']);
      await doors.guessersWait();
    }
    expect(await wrong(doors.at('198.51.100.99'), agent)).toEqual([423, 'frozen']);
    expect(await wrong(doors.at('2001:db8::1'), agent)).toEqual([423, 'frozen']);
  });

  test('each failure after the third makes the next attempt wait longer; what comes sooner is not counted', async () => {
    const agent = await givenAgent(plane, one, '1107');
    for (let i = 0; i < 4; i++) await wrong(doors, agent);
    const waits: number[] = [];
    for (let i = 0; i < 3; i++) {
      const soon = await doors.login(agent, 'wrong', { captcha: await doors.captcha() });
      expect(refusal(soon)).toEqual([429, 'tooManyAttempts']);
      expect(refusal(await doors.login(agent, 'wrong', { captcha: await doors.captcha() }))).toEqual([429, 'tooManyAttempts']);
      waits.push(soon.body.error.wait);
      await doors.guessersWait();
      expect(await wrong(doors, agent)).toEqual([401, 'wrongCredentials']);
    }
    expect(waits).toEqual([5, 10, 20]);
    await doors.guessersWait();
    expect((await doors.login(agent, password, { captcha: await doors.captcha() })).status).toBe(200);
  });

  test('who is inside unlocks the screen while strangers have frozen the account (LOG-33)', async () => {
    const agent = await givenAgent(plane, one, '1108');
    const { jwt } = (await doors.at('203.0.113.50').login(agent, password)).body;
    await guessTenTimes(doors.at('198.51.100.60'), agent);
    expect((await doors.post('unlock', { password }, jwt)).status).toBe(204);
    for (let i = 0; i < 3; i++)
      expect(refusal(await doors.post('unlock', { password: 'no' }, jwt))).toEqual([401, 'wrongCredentials']);
    expect(refusal(await doors.post('unlock', { password }, jwt))).toEqual([401, 'captchaNeeded']);
  });
});

describe('who exists', () => {
  /** The statements and the comparisons of passwords that each answer waits for; what comes after it is held back. */
  async function worksOf(...questions: (() => Promise<{ status: number }>)[]): Promise<string[][]> {
    await doors.quiet();
    const { later } = plane.strapi.plugin('accounts').service('parts');
    const release = later.hold();
    const service = plane.strapi.plugin('users-permissions').service('user');
    const compare = jest.spyOn(service, 'validatePassword');
    const works: string[][] = [];
    for (const ask of questions) {
      const work: string[] = [];
      const heard = ({ sql }: { sql: string }): void => {
        // the directory is made meanwhile, and Strapi tells its event hub of the new account
        if (plane.strapi.requestContext.get() && !sql.includes('"t0"')) work.push(sql);
      };
      compare.mockClear();
      plane.strapi.db.connection.on('query', heard);
      const { status } = await ask();
      plane.strapi.db.connection.off('query', heard);
      works.push([...work, `${compare.mock.calls.length} comparisons`, `answered ${status}`]);
    }
    compare.mockRestore();
    release();
    return works;
  }

  test.each([
    ['codes', '1301', (mobile: string) => ({ purpose: 'login', mobile })],
    ['codes', '1302', (mobile: string) => ({ purpose: 'reset', tenant: 'one', mobile })],
    ['login/mobile', '1303', (mobile: string) => ({ mobile, code: '000000' })],
    ['password/reset', '1304', (mobile: string) => ({ tenant: 'one', mobile, code: '000000', password: 'a-long-new-word' })],
  ])('POST /%s waits for the same work whether somebody has the number or nobody (agent %s)', async (path, number, body) => {
    const [mobile, nobodys] = [`1390000${number}`, `1380000${number}`];
    await givenAgent(plane, one, number, { mobile });
    const [there, absent] = await worksOf(
      () => doors.post(path, body(mobile)),
      () => doors.post(path, body(nobodys)),
    );
    expect(there).toEqual(absent);
    expect(there?.length).toBeGreaterThan(2);
  });

  test('LOG-13 a login waits for the same work for an account that is there and one that is not, to the freeze', async () => {
    const agent = await givenAgent(plane, one, '1202', { email: 'twelve@example.com' });
    for (let i = 0; i < 11; i++) {
      const captcha = i < 3 ? [undefined, undefined] : [await doors.captcha(), await doors.captcha()];
      const [there, absent] = await worksOf(
        () => doors.login(agent, 'wrong', { captcha: captcha[0] }),
        () => doors.login({ ...agent, number: '7777' }, 'wrong', { captcha: captcha[1] }),
      );
      expect(there).toEqual(absent);
      await doors.guessersWait();
    }
    const [there, absent] = await worksOf(
      () => doors.post('login/email', { email: 'twelve@example.com', password: 'wrong' }),
      () => doors.post('login/email', { email: 'nobody@example.com', password: 'wrong' }),
    );
    expect(there?.filter((work) => !/answered/.test(work)).length).toBeGreaterThan(2);
    expect(absent?.at(-1)).toBe('answered 401');
  });
});

describe('the audit log', () => {
  beforeEach(() => doors.acts('')); // what was refused before is told
  test('names refused logins, together where there are many', async () => {
    const agent = await givenAgent(plane, one, '1401');
    const stranger = doors.at('198.51.100.70');
    for (let i = 0; i < 3; i++) await wrong(stranger, agent);
    for (let i = 0; i < 40; i++) await wrong(stranger, agent, false);
    await wrong(doors.at('198.51.100.71'), agent, false);
    const refused = (await doors.acts(agent.id)).filter(({ act }) => act === 'login.refused');
    expect(refused.map(({ actor, details }) => [actor, details.address, details.count])).toEqual([
      ['nobody', '198.51.100.70', 1],
      ['nobody', '198.51.100.71', 1],
      ['nobody', '198.51.100.70', 42],
    ]);
  });

  test('and guesses at numbers that nobody has; a good login is no refusal', async () => {
    const agent = await givenAgent(plane, one, '1402');
    await doors.login(agent, password);
    await doors.at('198.51.100.80').login({ ...agent, number: '7070' }, 'wrong');
    expect(
      (await doors.acts('')).filter(({ act, details }) => act === 'login.refused' && details.address === '198.51.100.80'),
    ).toHaveLength(1);
    expect((await doors.acts(agent.id)).map(({ act }) => act)).toEqual(['login']);
  });

  test('thousands of accounts tried from thousands of addresses do not flood it', async () => {
    const { refusals } = plane.strapi.plugin('accounts').service('parts');
    const before = (await plane.strapi.db.connection('audit_log').where({ tenant: one.id })).length;
    for (let i = 0; i < 5000; i++)
      refusals.say({
        tenant: one.id,
        target: `account${i}`,
        act: 'login.refused',
        address: `10.${i >> 8}.${i & 255}.1`,
        reason: 'wrongPassword',
      });
    await doors.acts('');
    expect((await plane.strapi.db.connection('audit_log').where({ tenant: one.id })).length - before).toBeLessThan(80);
  });
});
