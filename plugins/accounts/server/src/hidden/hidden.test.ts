/** D25: a number behind stars is not found out by trying all that it could be, whichever route is asked. Against a running Strapi. */
import { MessagesReply, RecordsReply } from '@zuoxi/contracts';
import { runAs } from '@zuoxi/record-plane';
import { add, givenAgent, loggedIn, type Agent } from '../../../../../tests/support/people';
import {
  givenRecordedCalls,
  happened,
  get,
  hour,
  li,
  logins,
  now,
  plane,
  stranger,
  wang,
} from '../../../../../tests/support/recorded-calls';
import { callRecord } from '../../../../../tests/support/calls';
import { givenOne } from '../../../../../tests/support/roles';
import { store } from '../codes/codes';
import { mostInDay, mostInHour } from './budget';

let admin: Agent;
beforeAll(async () => {
  await givenRecordedCalls();
  admin = await givenOne(plane, wang.tenant, 'admin', '9001');
  logins.set(admin, await loggedIn(plane, admin));
}, 60_000);
afterAll(() => plane?.stop());

const fresh = async (number: string): Promise<Agent> => {
  const agent = await givenAgent(plane, wang.tenant, number);
  logins.set(agent, await loggedIn(plane, agent));
  await happened(callRecord(`of-${number}`, agent, { at: now - hour }));
  return agent;
};
/** The customer of every call that came in is 13800138000, shown as 138****8000. */
const customer = '13800138000';
const candidate = (n: number): string => `138${4000 + n}8000`;

const filter = (number: string): string => encodeURIComponent(JSON.stringify([{ field: 'number', op: 'eq', value: number }]));
const routes: readonly ((number: string) => string)[] = [
  (number) => `/api/call-control/records?number=${number}`,
  (number) => `/api/workbench/data/call-record?filter=${filter(number)}`,
  (number) => `/api/workbench/data/call-record/count?filter=${filter(number)}`,
];
const asks = (agent: Agent, number: string, route = 0) => get(agent, routes[route % routes.length]!(number));
/** Misses until the first refusal. */
async function triedUntilRefused(agent: Agent): Promise<number> {
  for (let n = 0; n < 200; n++) if ((await asks(agent, candidate(n), n)).status === 429) return n;
  throw new Error('never refused');
}
const acts = async (agent: Agent): Promise<string[]> => {
  const rows: { act: string }[] = await plane.strapi.db
    .connection('audit_log')
    .where({ actor: agent.id })
    .where('act', 'like', 'number.%')
    .orderBy('n')
    .select('act');
  return rows.map(({ act }) => act);
};

test('D25 twenty tries that miss are all, over every list together; then the right number is refused, too, and the admins are told once', async () => {
  const thief = await fresh('1101');
  expect(await triedUntilRefused(thief)).toBe(mostInHour);
  for (const [route] of routes.entries()) {
    const { status, body } = await asks(thief, customer, route);
    expect([status, body.error]).toEqual([429, { code: 'tooManyAttempts', wait: expect.any(Number) }]);
    expect(body.error.wait).toBeGreaterThan(3000);
  }
  expect(await acts(thief)).toEqual(['number.asked', 'number.askingStopped']);
  const inbox = MessagesReply.parse((await get(admin, '/api/messages').expect(200)).body);
  expect(inbox.data.map(({ from, subject }) => [from, subject])).toEqual([
    [{ kind: 'system' }, '安全提醒：1101 坐席 1101 多次猜测被隐藏的号码'],
  ]);
  expect(MessagesReply.parse((await get(wang, '/api/messages').expect(200)).body).data).toEqual([]);
  // the rest of the lists stays open, and so does what the stars leave to see
  const part = RecordsReply.parse((await get(thief, '/api/call-control/records?number=8000').expect(200)).body);
  expect(part.data.map(({ number }) => number)).toEqual(['138****8000']);
});

test('D25 a customer is found by the number that a caller said, as often as one likes; who is nobody’s is looked for freely', async () => {
  const honest = await fresh('1102');
  for (let n = 0; n < 2 * mostInHour; n++) {
    const found = await asks(honest, customer, n);
    expect([found.status, JSON.stringify(found.body)]).toEqual([200, expect.stringMatching(/138\*{4}8000|"count":1/)]);
    // 139****1111 is on no list of this agent: the stars have said so already
    expect((await asks(honest, `139${String(n).padStart(4, '0')}1111`, n)).status).toBe(200);
  }
  expect((await asks(honest, candidate(5))).status).toBe(200);
  expect(await acts(honest)).toEqual([]);
});

test('what one account used up is nobody else’s, and who asks many at once gets no more', async () => {
  const hasty = await fresh('1103');
  const answers = await Promise.all(Array.from({ length: 3 * mostInHour }, (_, n) => asks(hasty, candidate(n), n)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(mostInHour);
  expect(new Set(statuses)).toEqual(new Set([200, 429]));
  expect((await acts(hasty)).filter((act) => act === 'number.askingStopped')).toHaveLength(1);
  for (const agent of [li, stranger]) expect((await asks(agent, candidate(1))).status).toBe(200);
});

test('an hour later one may go on, until the day’s are used up', async () => {
  const patient = await fresh('1104');
  const later = () =>
    plane.strapi.db.connection.raw(`update hidden_misses set hour_ends = now() where account = ?`, [patient.id]);
  let tried = 0;
  for (let hours = 0; hours < 5; hours++) {
    tried += await triedUntilRefused(patient);
    await later();
  }
  expect(tried).toBe(mostInDay);
  expect((await asks(patient, customer)).body.error.wait).toBeGreaterThan(80_000);
});

test('who sees numbers in full may ask what they like', async () => {
  for (let n = 0; n < mostInHour + 2; n++) expect((await asks(admin, candidate(n), n)).status).toBe(200);
});

test.each(['ne', 'in', 'contains', 'startsWith', 'gt', 'lte', 'empty', 'notEmpty'] as const)(
  'D25 a number behind stars is not asked for by %s',
  async (op) => {
    const value = op === 'in' ? [customer] : customer;
    const asked = encodeURIComponent(JSON.stringify([{ field: 'number', op, value }]));
    expect((await get(li, `/api/workbench/data/call-record?filter=${asked}`)).status).toBe(400);
    expect((await get(li, `/api/workbench/data/call-record/count?filter=${asked}`)).status).toBe(400);
  },
);

test('LOG-18 the own number has stars, too: at somebody else’s screen it is not found by trying', async () => {
  const away = await givenAgent(plane, wang.tenant, '1105', { mobile: customer, mobileProvedAt: new Date() });
  const { jwt } = await loggedIn(plane, away);
  const code = '123456';
  const change = async (old: string, n: number) => {
    // whoever sits there has phones of their own, and a code has five tries
    const mobile = `139000000${String(Math.floor(n / 4)).padStart(2, '0')}`;
    const about = { purpose: 'bindCode', address: mobile, within: String(away.row) } as const;
    if (n % 4 === 0) await runAs({ as: 'system' }, () => store(plane.strapi, about, code));
    return plane
      .request()
      .post('/api/accounts/me/mobile')
      .set({ Authorization: `Bearer ${jwt}` })
      .send({ old, mobile, code });
  };
  const statuses: number[] = [];
  for (let n = 0; n < mostInHour + 1; n++) statuses.push((await change(candidate(n), n)).status);
  expect(statuses).toEqual([...Array.from({ length: mostInHour }, () => 400), 429]);
  expect((await change(customer, mostInHour + 1)).body.error.code).toBe('tooManyAttempts');
});

test('a field of a role’s that shows stars and has few values is not filtered by at all', async () => {
  const said = { types: { 'call-record': { read: 'all', fields: { direction: 'masked', talkMs: 'masked' } } } };
  const none = { create: false, read: 'none', update: 'none', delete: 'none', fields: {} };
  const role = await add(plane, 'plugin::accounts.role', {
    ...{ tenant: wang.tenant.row, name: 'r', code: 'few', base: 'agent' },
    permissions: { business: none, settings: none, actions: [], ...said },
  });
  const few = await givenAgent(plane, wang.tenant, '1106', { role: role.row });
  logins.set(few, await loggedIn(plane, few));
  for (const [field, value] of [
    ['direction', 'inbound'],
    ['talkMs', '0'],
  ]) {
    const asked = encodeURIComponent(JSON.stringify([{ field, op: 'eq', value }]));
    expect((await get(few, `/api/workbench/data/call-record?filter=${asked}`)).status).toBe(400);
  }
});
