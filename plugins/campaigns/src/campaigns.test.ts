/** Campaigns against a real record plane: who sees what, and what a contact leaves. */
import { MyCampaignsReply, HistoryReply, type MyCampaign } from './contract';
import { basePermissions, rowsWrittenEvent, type RowsWritten } from '@zuoxi/record-plane';
import { givenRecordPlane, type RecordPlane } from '../../../tests/support/cms';
import { add, givenAgent, givenTenant, loggedIn, type RowRef, type Tenant } from '../../../tests/support/people';
import { givenOne, givenRole } from '../../../tests/support/roles';

const uid = (name: string): string => `plugin::campaigns.${name}`;

let plane: RecordPlane;
let one: Tenant;
let groups: { sales: RowRef; other: RowRef };
let results: Record<'keen' | 'later' | 'no', RowRef>;
let campaign: RowRef;
type Person = { row: number; jwt: string };
let wang: Person;
let li: Person;
let zhao: Person;
let leader: Person;
let admin: Person;
let stranger: Person;

beforeAll(async () => {
  plane = await givenRecordPlane();
  one = await givenTenant(plane, 'one');
  const two = await givenTenant(plane, 'two');
  const group = (name: string): Promise<RowRef> => add(plane, 'api::group.group', { tenant: one.row, name });
  groups = { sales: await group('售前'), other: await group('售后') };
  const enter = async (agent: Awaited<ReturnType<typeof givenAgent>>): Promise<Person> => ({
    row: agent.row,
    jwt: (await loggedIn(plane, agent)).jwt,
  });
  const inSales = { groups: [groups.sales.row] };
  wang = await enter(await givenOne(plane, one, 'agent', '1001', { groups: [groups.other.row, groups.sales.row] }));
  li = await enter(await givenOne(plane, one, 'agent', '1002', inSales));
  zhao = await enter(await givenOne(plane, one, 'agent', '1003', { groups: [groups.other.row] }));
  leader = await enter(await givenOne(plane, one, 'leader', '9002', inSales));
  admin = await enter(await givenOne(plane, one, 'admin', '9001', inSales));
  stranger = await enter(await givenOne(plane, two, 'admin', '9001'));
  const result = (name: string, status: string, position: number): Promise<RowRef> =>
    add(plane, uid('campaign-result'), { tenant: one.row, name, status, position });
  results = {
    keen: await result('有意向', 'success', 2),
    later: await result('考虑中', 'followUp', 1),
    no: await result('拒绝', 'failed', 3),
  };
  campaign = await givenCampaign('老客户回访', { groups: [groups.sales.row], fetchCount: 5, mayAdd: true, script: '您好' });
}, 90_000);
afterAll(() => plane?.stop());

const givenCampaign = (name: string, more: Record<string, unknown> = {}): Promise<RowRef> =>
  add(plane, uid('campaign'), { tenant: one.row, name, ...more });
let numbers = 13_800_000_000;
const givenCustomer = (more: Record<string, unknown> = {}, of: RowRef = campaign): Promise<RowRef> => {
  numbers += 1;
  const base = { tenant: one.row, campaign: of.row, name: `客户${numbers}`, number: String(numbers), group: groups.sales.row };
  return add(plane, uid('campaign-customer'), { ...base, ...more });
};

const ask = ({ jwt }: Person, method: 'get' | 'post' | 'put' | 'delete', path: string, body?: object) => {
  const asking = plane.request()[method](`/api${path}`).set('Authorization', `Bearer ${jwt}`);
  return body === undefined ? asking : asking.send(body);
};
const mine = async (who: Person): Promise<MyCampaign[]> =>
  MyCampaignsReply.parse((await ask(who, 'get', '/campaigns').expect(200)).body).data;
const contact = (who: Person, customer: RowRef, body: object) =>
  ask(who, 'post', `/campaigns/customers/${customer.id}/contact`, body);
const history = async (who: Person, { id }: RowRef) =>
  HistoryReply.parse((await ask(who, 'get', `/campaigns/customers/${id}/history`).expect(200)).body).data;
const issueOf = ({ body }: { body: { error?: { issues?: unknown[] } } }): unknown => body.error?.issues?.[0];

test('TEN-02 without the module there are no campaigns, neither their pages nor their rows', async () => {
  expect((await ask(wang, 'get', '/campaigns')).body).toEqual({ error: { code: 'moduleOff', message: 'campaigns' } });
  expect((await ask(wang, 'get', '/workbench/data/campaign-customer')).status).toBe(404);
  for (const who of [admin, stranger]) await ask(who, 'put', '/workbench/plugins/campaigns', { on: true }).expect(200);
});

test('CMP-03 CMP-10 CMP-12 an agent sees the campaigns of their groups and of everybody, with settings, results and their own customers counted', async () => {
  const all = await givenCampaign('满意度', { dialModes: ['preview'], results: [results.keen.row] });
  await givenCampaign('旧任务', { active: false });
  await givenCustomer({ owner: wang.row });
  await givenCustomer({ owner: wang.row, status: 'followUp' });
  await givenCustomer({ owner: li.row });
  expect(await mine(wang)).toEqual([
    {
      id: campaign.id,
      name: '老客户回访',
      dialModes: ['manual', 'preview', 'progressive'],
      countdownSeconds: 15,
      extensionSeconds: 30,
      fetchCount: 5,
      mayAdd: true,
      script: '您好',
      results: [
        { id: results.later.id, name: '考虑中', status: 'followUp' },
        { id: results.keen.id, name: '有意向', status: 'success' },
        { id: results.no.id, name: '拒绝', status: 'failed' },
      ],
      counts: { unprocessed: 1, followUp: 1, failed: 0, success: 0 },
    },
    expect.objectContaining({
      id: all.id,
      dialModes: ['preview'],
      fetchCount: 0,
      mayAdd: false,
      script: null,
      results: [{ id: results.keen.id, name: '有意向', status: 'success' }],
    }),
  ]);
  expect((await mine(zhao)).map(({ id }) => id)).toEqual([all.id]);
  expect(await mine(stranger)).toEqual([]);
});

test('CMP-06 a customer that is made is nobody’s, in the group of who made it, until it is assigned', async () => {
  const values = { name: '周敏', number: '13900000001', campaign: campaign.id };
  await ask(wang, 'post', '/workbench/data/campaign-customer', { values }).expect(403);
  const { body } = await ask(admin, 'post', '/workbench/data/campaign-customer', { values }).expect(201);
  const { id } = body.data;
  expect(body.data).toMatchObject({ owner: null, group: { id: groups.sales.id }, status: 'unprocessed', attempts: 0 });
  await ask(li, 'get', `/workbench/data/campaign-customer/${id}`).expect(404);
  const assign = { action: 'update', ids: [id], values: { owner: (await me(li)).id } };
  const done = async (who: Person) =>
    (await ask(who, 'post', '/workbench/data/campaign-customer/bulk', assign).expect(200)).body.done;
  expect([await done(li), await done(leader)]).toEqual([0, 1]);
  await ask(li, 'get', `/workbench/data/campaign-customer/${id}`).expect(200);
});

test('CMP-04 CMP-16 CMP-17 a contact needs a result that goes with its status, and leaves the customer in it', async () => {
  const customer = await givenCustomer({ owner: wang.row });
  expect(issueOf(await contact(wang, customer, { status: 'success' }).expect(400))).toEqual({
    field: 'result',
    code: 'required',
  });
  expect(issueOf(await contact(wang, customer, { status: 'success', result: results.no.id }))).toEqual({
    field: 'result',
    code: 'choice',
  });
  await contact(wang, customer, { status: 'unprocessed' }).expect(400);
  const past = { status: 'followUp', result: results.later.id, followUpAt: new Date(Date.now() - 60_000).toISOString() };
  expect(issueOf(await contact(wang, customer, past))).toMatchObject({ field: 'followUpAt', code: 'tooSmall' });
  const followUpAt = new Date(Date.now() + 3_600_000).toISOString();
  expect(issueOf(await contact(wang, customer, { status: 'success', result: results.keen.id, followUpAt }))).toMatchObject({
    field: 'followUpAt',
  });
  expect(await history(wang, customer)).toEqual([]); // whatever was refused left nothing

  await contact(wang, customer, {
    status: 'followUp',
    result: results.later.id,
    followUpAt,
    remark: ' 再想想 ',
    call: 's1-1-1',
  }).expect(204);
  const row = async () => (await ask(wang, 'get', `/workbench/data/campaign-customer/${customer.id}`).expect(200)).body.data;
  expect(await row()).toMatchObject({ status: 'followUp', result: { id: results.later.id }, followUpAt });
  await contact(wang, customer, { status: 'failed', result: results.no.id }).expect(204);
  expect(await row()).toMatchObject({ status: 'failed', result: { id: results.no.id }, followUpAt: null });
});

test('CMP-18 everybody who has the customer reads what all agents said in this campaign, the newest first', async () => {
  const customer = await givenCustomer({ owner: wang.row });
  await contact(wang, customer, { status: 'followUp', result: results.later.id, remark: '再想想', call: 's1-1-1' }).expect(204);
  await ask(leader, 'put', `/workbench/data/campaign-customer/${customer.id}`, {
    values: { owner: (await me(li)).id },
  }).expect(200);
  await contact(wang, customer, { status: 'success', result: results.keen.id }).expect(404); // it is no longer theirs
  await contact(li, customer, { status: 'success', result: results.keen.id }).expect(204);
  expect(await history(li, customer)).toEqual([
    expect.objectContaining({ status: 'success', result: '有意向', remark: '', call: null, agent: await me(li) }),
    expect.objectContaining({ status: 'followUp', result: '考虑中', remark: '再想想', call: 's1-1-1', agent: await me(wang) }),
  ]);
  expect(await history(leader, customer)).toHaveLength(2);
  await ask(wang, 'get', `/campaigns/customers/${customer.id}/history`).expect(404);
});
const me = async (who: Person): Promise<{ id: string; number: string; name: string }> =>
  (await ask(who, 'get', '/accounts/me')).body.agent;

test('CMP-16 neither a colleague nor another enterprise reaches a customer; who leads the group does; a campaign that is off takes no contact', async () => {
  const customer = await givenCustomer({ owner: wang.row });
  const body = { status: 'success', result: results.keen.id };
  for (const who of [li, zhao, stranger]) {
    await contact(who, customer, body).expect(404);
    await ask(who, 'get', `/campaigns/customers/${customer.id}/history`).expect(404);
  }
  await contact(leader, customer, body).expect(204);
  const off = await givenCampaign('停用', { active: false });
  await contact(wang, await givenCustomer({ owner: wang.row }, off), body).expect(404);
});

test('CMP-16 contact records are read by scope and written by nobody, the admin included', async () => {
  const read = async (who: Person): Promise<number> =>
    (await ask(who, 'get', '/workbench/data/contact-record').expect(200)).body.data.length;
  const [own, led, all] = [await read(zhao), await read(leader), await read(admin)];
  expect([own, led > 0, all >= led]).toEqual([0, true, true]);
  const [record] = (await ask(admin, 'get', '/workbench/data/contact-record')).body.data;
  const write = { values: { remark: 'x' } };
  await ask(admin, 'post', '/workbench/data/contact-record', { values: { status: 'success' } }).expect(403);
  await ask(admin, 'put', `/workbench/data/contact-record/${record.id}`, write).expect(403);
  await ask(admin, 'delete', `/workbench/data/contact-record/${record.id}`).expect(403);
});

describe('getting customers', () => {
  const fetch = (who: Person, of: RowRef) => ask(who, 'post', `/campaigns/${of.id}/fetch`);
  /** how many each agent has */
  const owned = async (of: RowRef): Promise<Map<number, number>> => {
    const { rows }: { rows: { owner: number; n: number }[] } = await plane.strapi.db.connection.raw(
      'select owner_id as owner, count(*)::int as n from campaigns_customers where campaign_id = ? and owner_id is not null group by 1',
      [of.row],
    );
    return new Map(rows.map(({ owner, n }) => [owner, n]));
  };
  const givenPool = async (count: number, more: Record<string, unknown>): Promise<RowRef> => {
    const of = await givenCampaign(`公共池 ${numbers}`, more);
    for (let i = 0; i < count; i += 1) await givenCustomer({}, of);
    return of;
  };

  test('CMP-05 CMP-06 many agents at once never get the same customer, and none gets more than the campaign says', async () => {
    const pool = await givenPool(20, { fetchCount: 6 });
    const answers = await Promise.all([wang, li, zhao, wang, li, wang].map((who) => fetch(who, pool).expect(200)));
    expect(answers.map(({ body }) => body.fetched).sort()).toEqual([0, 0, 0, 6, 6, 6]);
    expect(await owned(pool)).toEqual(new Map([wang, li, zhao].map(({ row }) => [row, 6])));
  });

  test('CMP-05 whoever has called some gets as many anew, until nobody is left; the row goes to the group that the campaign names', async () => {
    const pool = await givenPool(5, { fetchCount: 3, groups: [groups.sales.row] });
    const told: string[] = [];
    const stop = plane.strapi.eventHub.on(rowsWrittenEvent, async ({ type, ids }: RowsWritten) => {
      if (type === 'campaign-customer') told.push(...ids);
    });
    expect((await fetch(wang, pool)).body).toEqual({ fetched: 3 });
    stop();
    const filter = JSON.stringify([{ field: 'campaign', op: 'eq', value: pool.id }]);
    const list = async () =>
      (await ask(wang, 'get', `/workbench/data/campaign-customer?filter=${encodeURIComponent(filter)}`).expect(200)).body.data;
    const rows: { id: string; group: { id: string } }[] = await list();
    expect(rows.map(({ group }) => group.id)).toEqual([groups.sales, groups.sales, groups.sales].map(({ id }) => id));
    expect(told.sort()).toEqual(rows.map(({ id }) => id).sort()); // open lists follow
    const [first] = rows;
    await ask(wang, 'post', `/campaigns/customers/${first?.id}/contact`, { status: 'failed', result: results.no.id }).expect(204);
    expect((await fetch(wang, pool)).body).toEqual({ fetched: 1 });
    expect((await fetch(li, pool)).body).toEqual({ fetched: 1 });
    expect((await fetch(li, pool)).body).toEqual({ fetched: 0 });
  });

  test('CMP-05 where the campaign does not let agents get or add customers, they cannot; of another group’s there is none', async () => {
    const closed = await givenPool(1, { groups: [groups.sales.row] });
    const add = { values: { number: '13700000001' } };
    await fetch(wang, closed).expect(403);
    await ask(wang, 'post', `/campaigns/${closed.id}/customers`, add).expect(403);
    const off = await givenPool(1, { fetchCount: 5, mayAdd: true, active: false });
    for (const [who, of] of [
      [zhao, closed],
      [stranger, closed],
      [wang, off],
      [wang, { id: 'nobody' }],
    ] as [Person, RowRef][]) {
      await fetch(who, of).expect(404);
      await ask(who, 'post', `/campaigns/${of.id}/next`).expect(404);
      await ask(who, 'post', `/campaigns/${of.id}/customers`, add).expect(404);
    }
    await ask(wang, 'post', '/campaigns/%00/next').expect(400);
    expect(await owned(closed)).toEqual(new Map());
  });

  test('CMP-05 an added customer is the agent’s own, checked as any row is, and their number has stars from then on (D25)', async () => {
    const of = await givenCampaign('可新增', { mayAdd: true, groups: [groups.sales.row] });
    const make = (values: object) => ask(wang, 'post', `/campaigns/${of.id}/customers`, { values });
    const { body } = await make({ name: '新客户', number: '13700137000', remark: '朋友介绍' }).expect(200);
    const { data } = (await ask(wang, 'get', `/workbench/data/campaign-customer/${body.id}`).expect(200)).body;
    expect(data).toMatchObject({
      name: '新客户',
      number: '137****7000',
      remark: '朋友介绍',
      status: 'unprocessed',
      campaign: { id: of.id },
      owner: { id: (await me(wang)).id },
      group: { id: groups.sales.id },
    });
    expect(issueOf(await make({ name: '没有号码' }).expect(400))).toEqual({ field: 'number', code: 'required' });
    expect(issueOf(await make({ number: 'abc' }).expect(400))).toMatchObject({ field: 'number', code: 'pattern' });
    for (const values of [{ status: 'success' }, { owner: (await me(li)).id }, { campaign: campaign.id }, { attempts: 9 }])
      expect(issueOf(await make({ number: '13700137001', ...values }).expect(400))).toMatchObject({ code: 'notWritable' });
  });
});

describe('whom to dial', () => {
  const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

  test('CMP-09 first whom one promised to call by now, the earliest first, then who was not called yet, then who did not answer', async () => {
    const of = await givenCampaign('自动拨号');
    const next = async (): Promise<string | null> =>
      (await ask(wang, 'post', `/campaigns/${of.id}/next`).expect(200)).body.customer;
    expect(await next()).toBeNull();
    const own = (more: Record<string, unknown>): Promise<RowRef> => givenCustomer({ owner: wang.row, ...more }, of);
    const later = await own({ lastCallAt: ago(5) });
    const earlier = await own({ lastCallAt: ago(9) });
    const fresh = await own({});
    const second = await own({});
    await own({ status: 'followUp', followUpAt: ago(-60) });
    await own({ status: 'followUp' });
    await own({ status: 'success' });
    await givenCustomer({ owner: li.row }, of);
    await givenCustomer({}, of);
    const promised = await own({ status: 'followUp', followUpAt: ago(1) });
    const longAgo = await own({ status: 'followUp', followUpAt: ago(30) });
    const order: (string | null)[] = [];
    for (let i = 0; i < 6; i += 1) {
      const id = await next();
      order.push(id);
      await ask(wang, 'post', `/campaigns/customers/${id}/contact`, { status: 'failed', result: results.no.id }).expect(204);
    }
    expect(order).toEqual([longAgo, promised, fresh, second, earlier, later].map(({ id }) => id));
    expect(await next()).toBeNull();
  });

  test('CMP-09 who was dialled goes behind those who were not, and is counted', async () => {
    const of = await givenCampaign('次数');
    const [first, second] = [await givenCustomer({ owner: wang.row }, of), await givenCustomer({ owner: wang.row }, of)];
    const dialled = (who: Person) => ask(who, 'post', `/campaigns/customers/${first.id}/dialled`);
    for (const who of [li, stranger]) await dialled(who).expect(404);
    const before = Date.now();
    await dialled(wang).expect(204);
    await dialled(wang).expect(204);
    expect((await ask(wang, 'post', `/campaigns/${of.id}/next`)).body).toEqual({ customer: second.id });
    const { attempts, lastCallAt } = (await ask(wang, 'get', `/workbench/data/campaign-customer/${first.id}`)).body.data;
    expect(attempts).toBe(2);
    expect(Date.parse(lastCallAt)).toBeGreaterThanOrEqual(before);
  });
});

test('TEN-03 roles begin with what they had while the platform named these types, and a role of an enterprise’s own keeps what it says', async () => {
  const rights = { create: false, read: 'none', update: 'none', delete: 'none', fields: {} };
  const of = (base: 'leader' | 'quality' | 'agent') => basePermissions(plane.strapi, base).types;
  expect(of('leader')).toMatchObject({
    campaign: { ...rights, read: 'all', create: true, update: 'all' },
    'campaign-result': { ...rights, read: 'all' },
    'campaign-customer': { ...rights, read: 'group', update: 'group' },
  });
  expect(of('quality')).toMatchObject({ campaign: { ...rights, read: 'all' }, 'campaign-result': { ...rights, read: 'all' } });
  expect(of('agent')).toMatchObject({ 'campaign-customer': { ...rights, read: 'own', update: 'own' } });
  const stored = {
    ...basePermissions(plane.strapi, 'agent'),
    types: { 'campaign-customer': { ...rights, read: 'all' } },
    actions: ['groupTasks'],
  };
  const role = await givenRole(plane, one, 'agent', 'desk', stored);
  const agent = await givenAgent(plane, one, '1009', { role: role.row, groups: [groups.sales.row] });
  const own = { row: agent.row, jwt: (await loggedIn(plane, agent)).jwt };
  expect((await ask(own, 'get', '/workbench/data/campaign-customer?limit=1').expect(200)).body.data).toHaveLength(1);
  const customer = await givenCustomer({ owner: li.row });
  await ask(own, 'put', `/workbench/data/campaign-customer/${customer.id}`, { values: { status: 'failed' } }).expect(403);
});
