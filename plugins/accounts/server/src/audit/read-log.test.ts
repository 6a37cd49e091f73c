/** Who heard a recording and who read full numbers stands in the audit log; lists do not wait for it. Against a running Strapi. */
import { callRecord } from '../../../../../tests/support/calls';
import { loggedIn, type Agent } from '../../../../../tests/support/people';
import {
  detail,
  get,
  givenRecordedCalls,
  happened,
  hour,
  logins,
  now,
  plane,
  wang,
  wav,
} from '../../../../../tests/support/recorded-calls';
import { givenOne } from '../../../../../tests/support/roles';

let admin: Agent;
const flush = (all = false): Promise<void> => plane.strapi.plugin('accounts').service('reads').flush(all);
beforeAll(async () => {
  await givenRecordedCalls();
  admin = await givenOne(plane, wang.tenant, 'admin', '9001', { mobile: '13900139000' });
  logins.set(admin, await loggedIn(plane, admin));
}, 60_000);
afterAll(() => plane?.stop());

type Entry = { act: string; target: string; details: string };
const entries = async (agent: Agent, like: string): Promise<[string, string, { pages?: number }][]> => {
  await flush();
  const rows: Entry[] = await plane.strapi.db
    .connection('audit_log')
    .where({ actor: agent.id })
    .where('act', 'like', like)
    .orderBy('n')
    .select('act', 'target', 'details');
  return rows.map(({ act, target, details }) => [act, target, JSON.parse(details)]);
};
const intact = async () => (await get(admin, '/api/accounts/audit/verify').expect(200)).body.broken;

test('a recording that is played in a hundred parts is one entry, a download another', async () => {
  const { segments } = await detail(wang, 'c-1');
  const url = segments[0]?.url ?? '';
  const part = (i: number) =>
    plane
      .request()
      .get(url)
      .set('Range', `bytes=${i * 10}-${i * 10 + 9}`)
      .expect(206);
  await Promise.all(Array.from({ length: 30 }, (_, i) => part(i)));
  await part(31);
  await plane.request().head(url);
  await plane.request().get(`${url}?download=1`).expect(200);
  expect(await entries(wang, 'recording.%')).toEqual([
    ['recording.played', 'c-1', { segment: 1 }],
    ['recording.downloaded', 'c-1', { segment: 1 }],
  ]);
});

test('what a caller left is a voicemail; what is not there leaves no entry', async () => {
  const left = callRecord('v-1', wang, { at: now - hour, talked: false, outcome: 'voicemail' });
  await happened({ ...left, segments: [{ file: wav, startedAt: now - hour }] });
  await plane
    .request()
    .get((await detail(wang, 'v-1')).segments[0]?.url ?? '')
    .expect(200);
  await plane
    .request()
    .get((await detail(wang, 'c-1')).segments[1]?.url ?? '')
    .expect(404);
  expect(await entries(wang, 'voicemail.%')).toEqual([['voicemail.played', 'v-1', { segment: 1 }]]);
});

test('D25 lists in full are summed up, a row that is opened is named; whoever sees stars has read nothing', async () => {
  const lists = ['/api/workbench/data/account', '/api/workbench/data/call-record', '/api/call-control/records'];
  await get(admin, lists[0]!).expect(200);
  expect(await entries(admin, 'number.read')).toEqual([['number.read', 'account', { fields: ['mobile'], rows: 1, pages: 1 }]]);
  for (let page = 0; page < 3; page++) await get(admin, lists[0]!).expect(200);
  for (const id of [admin.id, admin.id, wang.id]) await get(admin, `/api/workbench/data/account/${id}`).expect(200); // wang has no number
  for (const path of [lists[1]!, lists[2]!, '/api/call-control/records/c-1']) {
    await get(admin, path).expect(200);
    await get(wang, path).expect(200);
  }
  // the rest: when the five minutes are over, or the record plane ends
  expect((await entries(admin, 'number.read')).filter(([, target]) => target === 'account')).toHaveLength(1);
  await flush(true);
  const read = await entries(admin, 'number.read');
  const pages = new Map<string, number>();
  for (const [, target, { pages: n = 0 }] of read) pages.set(target, (pages.get(target) ?? 0) + n);
  expect(Object.fromEntries(pages)).toEqual({
    account: 4,
    [`account ${admin.id}`]: 0,
    'call-record': 2,
    'call-record c-1': 0,
  });
  expect(read.filter(([, target]) => target === `account ${admin.id}`)).toHaveLength(1);
  expect(await entries(wang, 'number.read')).toEqual([]);
  expect(await intact()).toBeNull();
});

test('what cannot be written now is written later', async () => {
  const { connection } = plane.strapi.db;
  await get(admin, '/api/workbench/data/account?limit=1').expect(200);
  await connection.raw('alter table audit_log rename to audit_log_away');
  await flush(true);
  await connection.raw('alter table audit_log_away rename to audit_log');
  expect((await entries(admin, 'number.read')).at(-1)).toEqual([
    'number.read',
    'account',
    { fields: ['mobile'], rows: 1, pages: 1 },
  ]);
});
