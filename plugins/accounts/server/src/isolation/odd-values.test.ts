/** Whatever a request holds, the answer is a refusal that says so, never an internal error: every route, odd values in every place. */
import { ImportReply } from '@zuoxi/contracts';
import { runAs } from '@zuoxi/record-plane';
import { callEvents, callRecord } from '../../../../../tests/support/calls';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { addFixtureTypes } from '../../../../../tests/support/fixture-types';
import { chances, sample, seedOfToday } from '../../../../../tests/support/chance';
import { deep, json, oddPath, oddQuery, oddValues, withOdd } from '../../../../../tests/support/odd';
import { givenTenant, type Agent, type Tenant } from '../../../../../tests/support/people';
import { givenOne } from '../../../../../tests/support/roles';
import { givenStranger, routesOf, type Step, type Stranger } from '../../../../../tests/support/stranger';
import { givenClient, type Client } from '../../../../../tests/support/workbench-client';
import { storeEvents } from '../../../../call-control/server/src/feed/store';
import { openSession } from '../sessions';

/** Of one route, but of those that take rows of many types. */
const tries = 8;
const seed = seedOfToday('odd values');

let plane: RecordPlane;
let tenant: Tenant;
let admin: Agent;
let client: Client;
let program: Stranger;
const right: Record<string, string[]> = {
  layer: ['user', 'tenant', 'role'],
  channel: ['sms', 'email'],
  name: ['map', 'campaigns'],
  part: ['ui.js'],
  field: ['mobile', 'custom.size', 'name'],
};

beforeAll(async () => {
  plane = await givenRecordPlane({}, addFixtureTypes);
  tenant = await givenTenant(plane, 'one');
  admin = await givenOne(plane, tenant, 'admin', '9001');
  await runAs({ as: 'system' }, () =>
    plane.strapi.db.query('api::tenant.tenant').update({ where: { id: tenant.row }, data: { modules: ['campaigns', 'map'] } }),
  );
  client = await givenClient(plane, admin);
  const part = await client.create('part', { name: '部件' });
  for (const [name, of] of Object.entries({ size: { kind: 'integer' }, memo: { kind: 'text' }, met: { kind: 'datetime' } }))
    await client
      .send('post', '/fields')
      .send({ type: 'everything', name, label: { zh: name, en: name }, of, indexed: true })
      .expect(201);
  const row = await client.create('everything', { name: '一行', mobile: '13800138000', custom: { size: 3 }, main: part.id });
  const campaign = await client.create('campaign', { name: '任务', mayAdd: true, fetchCount: 5, dialModes: ['manual'] });
  const customer = await client.create('campaign-customer', { campaign: campaign.id, number: '13900139000' });
  const events = callEvents(1, callRecord('c-1', admin, { at: Date.now() - 60_000 }));
  await storeEvents(plane.strapi.db.connection, { shard: 's1', events, upTo: events.length });
  const types = (await client.schema()).types.map(({ name }) => name);
  Object.assign(right, { type: types, id: [row.id, part.id, customer.id, 'c-1'], campaign: [campaign.id] });
  program = await givenStranger(plane.strapi, json);
}, 120_000);
afterAll(() => {
  program?.close();
  return plane?.stop();
});

const everything = {
  ...{ name: '二行', note: 'x', amount: 1, big: '1', ratio: 1.5, price: 1.5, day: '2026-01-01', hour: '08:00', done: true },
  ...{
    at: '2026-01-01T00:00:00Z',
    stamp: '2026-01-01T00:00:00Z',
    level: 'low',
    extra: { a: [1] },
    body: [{ type: 'paragraph' }],
  },
  ...{ email: 'a@b.cn', slug: 'slug', mobile: '13800138000', secret: 'secret-1', parts: ['x'], main: 'x', picture: 'x' },
  address: { city: 'x', street: 'y' },
  lines: [{ text: 'x', count: 1, part: 'x', address: { city: 'x' } }],
  zone: [{ __component: 'fixture.line', text: 'x' }],
  custom: { size: 1, memo: 'x', met: '2026-01-01T00:00:00Z' },
};
const values: Readonly<Record<string, object>> = {
  everything,
  account: { number: '2001', displayName: '人', mobile: '13900000001', groups: ['x'], role: 'x', paidAmount: 1 },
  queue: { name: '队列', groups: ['x'], welcome: 'x', maxWaitSeconds: 60 },
  flow: { name: '流程', steps: [{ name: 'a', kind: 'say', text: 'x', keys: [{ key: '1', next: 'a' }] }] },
  trunk: { name: '线路', host: '192.0.2.1', port: 5060, sources: '192.0.2.1', user: 'x', password: 'secret-12' },
  campaign: { name: '任务', dialModes: ['manual'], fetchCount: 5, countdownSeconds: 3, groups: ['x'], results: ['x'] },
  'campaign-customer': { campaign: 'x', name: '客户', number: '13900139001', followUpAt: '2026-01-01T00:00:00Z' },
};
const field = {
  type: 'everything',
  name: 'more',
  label: { zh: 'x', en: 'x' },
  of: { kind: 'text', maxLength: 5, pattern: '^a' },
};
const condition = { field: 'name', op: 'eq', value: 'x' };
const view = {
  columns: [{ field: 'name', shown: true, width: 100, pinned: false }],
  sort: { field: 'name', order: 'asc' },
  pageSize: 10,
  filters: ['name'],
  saved: [{ id: 'x', label: 'x', filter: [condition] }],
  form: [{ title: 'x', fields: [{ field: 'name', half: true }] }],
  colours: [{ id: 'x', label: 'x', on: true, colour: 'red', test: { kind: 'filter', filter: [condition] } }],
  fields: { name: { readOnly: true } },
};
const mobile = { mobile: '13900000002', code: '123456' };
/** A body that is right, or nearly, by the end of the path; the others are asked with all of these. */
const bodies: readonly (readonly [RegExp, (type: string) => unknown])[] = [
  [/\/data\/:type(\/:id)?$/, (type) => ({ values: values[type] ?? { name: 'x', number: '1', reason: 'x' } })],
  [/\/bulk$/, (type) => ({ action: 'update', ids: ['x'], values: values[type] ?? { name: 'x' } })],
  [/\/import$/, (type) => ({ rows: [values[type] ?? { name: 'x' }, { name: '\0' }] })],
  [/\/fields(\/:id)?$/, () => field],
  [/\/views\//, () => view],
  [
    /\/package$/,
    () => ({ format: 'zuoxi-views', version: 1, fields: [field], views: [{ type: 'part', layer: 'tenant', view }] }),
  ],
  [/\/plugins\/:name$/, () => ({ on: true, settings: { tiles: 'https://x' } })],
  [/\/plugins\/trouble$/, () => ({ plugin: 'map', where: 'x', message: 'x' })],
  [/\/login$/, () => ({ tenant: 'one', number: '9001', password: 'x', captcha: { id: 'x', text: 'x' } })],
  [/\/login\/email$/, () => ({ email: 'a@b.cn', password: 'x' })],
  [/\/(login|me)\/mobile$/, () => ({ ...mobile, old: '13900000003' })],
  [/\/login\/continue$/, () => ({ ticket: 'x.y.z', account: admin.id, move: true })],
  [/\/codes$/, () => ({ purpose: 'reset', tenant: 'one', mobile: '13900000002' })],
  [/\/password\/reset$/, () => ({ tenant: 'one', ...mobile, password: 'x' })],
  [/\/me\/code$/, () => ({ mobile: '13900000002' })],
  [/\/me\/profile$/, () => ({ nickname: 'x', email: 'c@d.cn', language: 'zh' })],
  [/\/first-login$/, () => ({ ...mobile, nickname: 'x' })],
  [/\/(me\/password|unlock)$/, () => ({ old: 'x', password: 'x' })],
  [/\/act$/, () => ({ tenant: tenant.id, reason: 'because' })],
  [/\/providers\/:channel$/, () => ({ settings: { kind: 'outbox' }, secret: 'x' })],
  [/\/providers\/:channel\/test$/, () => ({ to: 'a@b.cn' })],
  [/\/api\/messages$/, () => ({ subject: 'x', body: 'y', accounts: [admin.id], groups: ['x'] })],
  [/\/block$/, () => ({ reason: 'x', days: 3 })],
  [
    /\/customers\/:id\/contact$/,
    () => ({ status: 'failed', result: 'x', remark: 'x', followUpAt: '2026-01-01T00:00:00Z', call: 'c-1' }),
  ],
  [/\/:campaign\/customers$/, () => ({ values: { name: 'x', number: '13900139002' } })],
];
const bodyOf = (route: string, type: string): unknown =>
  bodies.find(([ends]) => ends.test(route))?.[1](type) ?? { id: 'x', ids: ['x'] };

const fields = [
  'name',
  'mobile',
  'amount',
  'big',
  'price',
  'ratio',
  'day',
  'hour',
  'at',
  'done',
  'level',
  'main',
  'parts',
  'picture',
];
const more = [
  'custom.size',
  'custom.memo',
  'custom.met',
  'createdAt',
  'id',
  'email',
  'note',
  'extra',
  'nothing',
  'owner',
  'startedAt',
];

/** By route. */
function stepsOf(): Map<string, Step[]> {
  const steps = new Map<string, Step[]>();
  for (const { method, path: route } of routesOf(plane.strapi)) {
    if (!route.startsWith('/api/') || route.includes('(')) continue;
    const chance = chances(seed + steps.size);
    const made = Array.from({ length: route.includes(':type') ? tries * 4 : tries }, (): Step => {
      const path = oddPath(chance, route, (name) => (name === 'type' && chance() < 0.5 ? ['everything'] : (right[name] ?? [])));
      const type = path.split('/').at(4) ?? '';
      const asked = chance() < (method === 'GET' ? 0.9 : 0.1) ? `?${oddQuery(chance, [...fields, ...more])}` : '';
      return { method, path: path + asked, ...(method !== 'GET' && { body: withOdd(chance, bodyOf(route, type)) }) };
    });
    steps.set(`${method} ${route}`, made);
  }
  return steps;
}

test('no odd value in any place of any route makes an internal error, and the next plain request is answered', async () => {
  const found: string[] = [];
  let asked = 0;
  for (const [route, steps] of stepsOf()) {
    const { jwt } = await openSession(plane.strapi, admin.row); // some routes end it
    const look = async (step: Step): Promise<void> => {
      const { status, text } = await program.ask(step, jwt);
      asked += 1;
      if (status >= 500 || text.includes('"code":"internal"'))
        found.push(
          `${status} ${route} ${step.path.slice(0, 300)} ${JSON.stringify(step.body ?? '').slice(0, 300)} ${text.slice(0, 300)}`,
        );
    };
    for (let i = 0; i < steps.length; i += 8) await Promise.all(steps.slice(i, i + 8).map(look));
    const fresh = await openSession(plane.strapi, admin.row);
    expect([route, (await program.ask({ method: 'GET', path: '/api/accounts/me' }, fresh.jwt)).status]).toEqual([route, 200]);
  }
  expect(found).toEqual([]);
  expect(asked).toBeGreaterThan(600);
}, 300_000);

test('every odd value is refused or kept by every kind of field, itself and in a list', async () => {
  const found: string[] = [];
  const values = oddValues.filter((one) => one !== deep);
  for (const value of sample(chances(seed), values, 24)) {
    const given = Object.keys(everything).flatMap((name) => [{ [name]: value }, { [name]: [value] }]);
    const own = ['size', 'memo', 'met'].map((name) => ({ custom: { [name]: value } }));
    const rows = [...given, ...own].map((one) => ({ name: '三行', ...one }));
    const { jwt } = await openSession(plane.strapi, admin.row);
    const { text } = await program.ask({ method: 'POST', path: '/api/workbench/data/everything/import', body: { rows } }, jwt);
    const reply = ImportReply.parse(JSON.parse(text));
    reply.rows.forEach((row, i) => {
      if ('code' in row && row.code === 'internal') found.push(JSON.stringify(rows[i]).slice(0, 300));
    });
  }
  expect(found).toEqual([]);
}, 300_000);

test('a body nested so deep that recursion would overflow is refused at the door, by its depth alone', async () => {
  const { jwt } = await openSession(plane.strapi, admin.row);
  const create = (extra: unknown) =>
    program.ask({ method: 'POST', path: '/api/workbench/data/everything', body: { values: { name: '四行', extra } } }, jwt);
  expect(await create(deep)).toMatchObject({ status: 400, text: '{"error":{"code":"badRequest","message":"nested too deep"}}' });
  // in a text it passes the door
  const inText = await create('['.repeat(100_000) + ']'.repeat(100_000));
  expect([inText.status, JSON.parse(inText.text).error.issues]).toEqual([400, [{ field: 'extra', code: 'tooLarge', limit: 40 }]]);
  expect((await create({ rules: [[1], { deep: [2] }] })).status).toBe(201);
});
