/** Campaigns against a real record plane: who sees what, and what a contact leaves. */
import { MyCampaignsReply, HistoryReply, type MyCampaign } from '@zuoxi/contracts';
import { givenRecordPlane, type RecordPlane } from '../../../tests/support/cms';
import { add, givenAgent, givenTenant, loggedIn, type Made, type Tenant } from '../../../tests/support/people';
import { givenOne } from '../../../tests/support/roles';

const uid = (name: string): string => `plugin::campaigns.${name}`;

let plane: RecordPlane;
let one: Tenant;
let groups: { sales: Made; other: Made };
let results: Record<'keen' | 'later' | 'no', Made>;
let campaign: Made;
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
  const group = (name: string): Promise<Made> => add(plane, 'api::group.group', { tenant: one.row, name });
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
  const result = (name: string, status: string, position: number): Promise<Made> =>
    add(plane, uid('campaign-result'), { tenant: one.row, name, status, position });
  results = {
    keen: await result('有意向', 'success', 2),
    later: await result('考虑中', 'followUp', 1),
    no: await result('拒绝', 'failed', 3),
  };
  campaign = await givenCampaign('老客户回访', { groups: [groups.sales.row], fetchCount: 5, mayAdd: true, script: '您好' });
}, 90_000);
afterAll(() => plane?.stop());

const givenCampaign = (name: string, more: Record<string, unknown> = {}): Promise<Made> =>
  add(plane, uid('campaign'), { tenant: one.row, name, ...more });
let numbers = 13_800_000_000;
const givenCustomer = (more: Record<string, unknown> = {}, of: Made = campaign): Promise<Made> => {
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
const contact = (who: Person, customer: Made, body: object) =>
  ask(who, 'post', `/campaigns/customers/${customer.id}/contact`, body);
const history = async (who: Person, { id }: Made) =>
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
