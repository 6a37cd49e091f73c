/** Logins as their person sees them, and when they end by themselves. Against a running Strapi. */
import { Doors, refusal } from '../../../../tests/support/doors';
import { givenRecordPlane, type RecordPlane } from '../../../../tests/support/cms';
import { givenAgent, givenTenant, loggedIn, password, type Agent, type Tenant } from '../../../../tests/support/people';
import { sessionsEndedEvent, type SessionsEnded } from '@zuoxi/record-plane';

let plane: RecordPlane;
let doors: Doors;
let one: Tenant;
beforeAll(async () => {
  plane = await givenRecordPlane();
  doors = new Doors(plane);
  one = await givenTenant(plane, 'one');
}, 60_000);
afterAll(() => plane?.stop());

const chrome = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36';
const loginBy = async (agent: Agent, address: string, browser = chrome): Promise<{ jwt: string; session: string }> => {
  const request = plane.request().post('/api/accounts/login').set('X-Forwarded-For', address).set('User-Agent', browser);
  return (await request.send({ tenant: agent.tenant.code, number: agent.number, password }).expect(200)).body;
};
const row = (session: string) => plane.strapi.db.connection('strapi_sessions').where({ session_id: session });
/** So long ago it was seen last. */
const unseenFor = (session: string, time: string) =>
  plane.strapi.db.connection.raw('update strapi_sessions set seen_at = now() - ?::interval where session_id = ?', [
    time,
    session,
  ]);

test('a person sees where they are logged in: since when, seen when, by which browser and address, and which is this one', async () => {
  const agent = await givenAgent(plane, one, '1001');
  const there = await loginBy(agent, '198.51.100.7');
  const here = await loginBy(agent, '203.0.113.7', 'Mozilla/5.0 (X11; Linux x86_64; rv:157.0) Gecko/20100101 Firefox/157.0');
  await unseenFor(there.session, '5 minutes');
  const { body } = await doors.at('203.0.113.8').get('me/sessions', here.jwt);
  expect(body).toEqual({
    data: [
      {
        id: here.session,
        here: true,
        since: expect.any(Number),
        seen: expect.any(Number),
        address: '203.0.113.7',
        browser: 'Firefox 157 · Linux',
      },
      {
        id: there.session,
        here: false,
        since: expect.any(Number),
        seen: expect.any(Number),
        address: '198.51.100.7',
        browser: 'Chrome 156 · Windows',
      },
    ],
    idleHours: 12,
    hours: 24,
  });
  expect(Math.abs(body.data[0].since - Date.now())).toBeLessThan(60_000);
  expect(body.data[0].seen - body.data[1].seen).toBeGreaterThan(240_000);
});

test('one is ended, with its page, its live socket and what it opened; then all others; the own one goes on', async () => {
  const agent = await givenAgent(plane, one, '1002');
  const [first, second, third] = [
    await loginBy(agent, '10.0.0.1'),
    await loginBy(agent, '10.0.0.2'),
    await loginBy(agent, '10.0.0.3'),
  ];
  const ended: SessionsEnded[] = [];
  plane.strapi.eventHub.on(sessionsEndedEvent, async (said: SessionsEnded) => void ended.push(said));
  expect((await doors.delete(`me/sessions/${first.session}`, third.jwt)).status).toBe(204);
  expect(refusal(await doors.get('me', first.jwt))).toEqual([401, 'notSignedIn']);
  expect((await doors.get('me', second.jwt)).status).toBe(200);
  expect((await doors.delete('me/sessions', third.jwt)).status).toBe(204);
  expect(refusal(await doors.get('me', second.jwt))).toEqual([401, 'notSignedIn']);
  expect((await doors.get('me/sessions', third.jwt)).body.data).toHaveLength(1);
  expect(ended.map(({ sessions, moved }) => [sessions, moved])).toEqual([
    [[first.session], false],
    [[second.session], false],
  ]);
  expect((await doors.acts(agent.id)).filter(({ act }) => act === 'session.ended')).toHaveLength(2);
});

test("nobody ends another's login, nor asks after it", async () => {
  const [agent, other] = [await givenAgent(plane, one, '1003'), await givenAgent(plane, one, '1004')];
  const [mine, theirs] = [await loginBy(agent, '10.0.0.1'), await loginBy(other, '10.0.0.2')];
  expect(refusal(await doors.delete(`me/sessions/${theirs.session}`, mine.jwt))).toEqual([404, 'notFound']);
  expect(refusal(await doors.delete('me/sessions/..%2F', mine.jwt))).toEqual([400, 'badRequest']);
  expect((await doors.get('me', theirs.jwt)).status).toBe(200);
});

test('a login that asked for nothing in 12 hours is over, also on the live plane; an open workbench never is', async () => {
  const agent = await givenAgent(plane, one, '1005');
  const { jwt, session } = await loginBy(agent, '10.0.0.1');
  await unseenFor(session, '11 hours 59 minutes');
  expect((await doors.post('here', {}, jwt)).status).toBe(204); // what an open workbench says every 45 seconds
  await doors.quiet();
  expect(Date.now() - (await row(session).first()).seen_at.getTime()).toBeLessThan(60_000);
  await unseenFor(session, '12 hours 1 minute');
  const ended: SessionsEnded[] = [];
  plane.strapi.eventHub.on(sessionsEndedEvent, async (said: SessionsEnded) => void ended.push(said));
  expect(refusal(await doors.get('me', jwt))).toEqual([401, 'notSignedIn']);
  expect(ended).toEqual([{ user: agent.row, sessions: [session], moved: false }]);
  expect(await row(session)).toEqual([]);
});

test('how long is a setting of the enterprise: idle, and from its beginning', async () => {
  const strict = await givenTenant(plane, 'strict');
  await plane.strapi.db.connection('tenants').where({ id: strict.row }).update({ session_idle_hours: 1, session_hours: 8 });
  const agent = await givenAgent(plane, strict, '1001');
  const { jwt, session } = await loginBy(agent, '10.0.0.1');
  const { expires_at, created_at } = await row(session).first();
  expect((expires_at.getTime() - created_at.getTime()) / 3_600_000).toBeCloseTo(8, 1);
  expect((await doors.get('me/sessions', jwt)).body).toMatchObject({ idleHours: 1, hours: 8 });
  // the token of the live plane ends no later
  const { liveToken } = (await doors.post('live-token', {}, jwt)).body;
  const { exp } = JSON.parse(Buffer.from(liveToken.split('.')[1], 'base64url').toString()) as { exp: number };
  expect(exp).toBeLessThanOrEqual(Math.ceil(expires_at.getTime() / 1000));
  await unseenFor(session, '61 minutes');
  expect((await doors.get('me', jwt)).status).toBe(401);
  const again = await loginBy(agent, '10.0.0.1');
  await row(again.session).update({ expires_at: new Date(Date.now() - 1000) });
  expect((await doors.get('me', again.jwt)).status).toBe(401);
});

test('a login of a version before, of which nothing was noted, goes on', async () => {
  const agent = await givenAgent(plane, one, '1006');
  const { jwt, session } = await loginBy(agent, '10.0.0.1');
  await row(session).update({ seen_at: null, address: null, browser: null });
  const { data } = (await doors.get('me/sessions', jwt)).body;
  expect(data).toMatchObject([{ id: session, here: true, browser: null }]);
  await doors.quiet();
  expect((await row(session).first()).seen_at).not.toBeNull();
});

test('the door asks once for each request, and notes what it saw once a minute', async () => {
  const agent = await givenAgent(plane, one, '1007');
  const { jwt } = await loggedIn(plane, agent);
  await doors.quiet();
  const asked: string[] = [];
  const heard = ({ sql }: { sql: string }): void => {
    if (sql.includes('strapi_sessions')) asked.push(sql.slice(0, 6));
  };
  plane.strapi.db.connection.on('query', heard);
  for (let i = 0; i < 3; i++) await doors.get('me', jwt);
  plane.strapi.db.connection.off('query', heard);
  expect(asked).toEqual(['select', 'select', 'select']);
});
