/** The call detail records as a generated list: a type of the workbench like any other, whose rows nobody writes. */
import { RecordReply, type CallRecord } from '@zuoxi/contracts';
import { openNumber } from '@zuoxi/contracts/callback';
import { givenRecordPlane, type RecordPlane } from '../../../../../tests/support/cms';
import { callEvents, callRecord } from '../../../../../tests/support/calls';
import { add, givenAgent, givenTenant, type Agent } from '../../../../../tests/support/people';
import { givenOne } from '../../../../../tests/support/roles';
import { givenClient, type Client } from '../../../../../tests/support/workbench-client';
import { storeEvents } from '../feed/store';

const type = 'call-record';
const hour = 3_600_000;
const now = Date.now();
let plane: RecordPlane;
let wang: Agent;
let li: Agent;
let theirs: string;
let agent: Client;
let leader: Client;
let admin: Client;
let stranger: Client;

const happened = async (...records: CallRecord[]): Promise<void> => {
  const events = records.flatMap((record, i) => callEvents(1 + i * 100, record));
  await storeEvents(plane.strapi.db.connection, { shard: 's1', events, upTo: events.length });
};

/** A caller who gave up before anybody was rung. */
function lost(id: string, queue: string | null): CallRecord {
  const record = callRecord(id, wang, { at: now - 5 * hour, talked: false, outcome: 'abandonedInQueue', queue: queue as never });
  return { ...record, agent: null, agents: [], legs: record.legs.slice(0, 1) };
}

beforeAll(async () => {
  plane = await givenRecordPlane();
  const [one, two] = [await givenTenant(plane, 'one'), await givenTenant(plane, 'two')];
  const group = await add(plane, 'api::group.group', { tenant: one.row, name: '售后组' });
  theirs = group.id;
  const queue = await add(plane, 'api::queue.queue', { tenant: one.row, name: '售后', groups: [group.row] });
  wang = await givenAgent(plane, one, '1001', { displayName: '王芳' });
  li = await givenAgent(plane, one, '1002', { displayName: '李强', groups: [group.row] });
  agent = await givenClient(plane, wang);
  leader = await givenClient(plane, await givenOne(plane, one, 'leader', '9002', { groups: [group.row] }));
  admin = await givenClient(plane, await givenOne(plane, one, 'admin', '9001'));
  stranger = await givenClient(plane, await givenOne(plane, two, 'admin', '9001'));
  await happened(
    callRecord('w-1', wang, { at: now - hour, subject: { type: 'group', id: group.id } }),
    callRecord('w-2', wang, { at: now - 2 * hour, talked: false, outcome: 'noAnswer', direction: 'outbound' }),
    callRecord('l-1', li, { at: now - 3 * hour, ani: '13700137000' }),
    callRecord('l-2', li, { at: now - 4 * hour, talked: false }),
    lost('q-1', queue.id),
    lost('q-2', null),
  );
}, 60_000);
afterAll(() => plane?.stop());

test('what a call was about stands in the list and on its page, and a call back from there is about it, for who may read it', async () => {
  const about = { type: 'group', id: theirs };
  const { data } = await admin.list(type);
  const [row, other] = ['w-1', 'w-2'].map((id) => data.find(({ callId }) => callId === id));
  expect([row?.subjectId, other?.subjectId]).toEqual([about, null]);
  const asked = plane.request().get('/api/call-control/records/w-1');
  const { body } = await asked.set({ Authorization: `Bearer ${admin.jwt}` });
  expect(RecordReply.parse(body).record.subject).toEqual(about);
  const sealed = async (client: Client, id: unknown) => {
    const { body: reply } = await client.send('get', `/data/${type}/${String(id)}/dial/number`);
    return (await openNumber(plane.secrets.live, reply.token, wang.tenant.id, Date.now()))?.subject;
  };
  expect(await sealed(admin, row?.id)).toEqual(about);
  expect(await sealed(agent, row?.id)).toBeNull(); // groups are settings, which an agent does not read
  expect(await sealed(admin, other?.id)).toBeNull();
});

const calls = async (client: Client | undefined, query: Parameters<Client['list']>[1] = {}): Promise<unknown[]> =>
  (await client!.list(type, { sort: { field: 'startedAt', order: 'desc' }, ...query })).data.map(({ callId }) => callId);

test('CDR-03 D11 a leader finds the calls that somebody of the own groups took part in and those lost in their queues, an admin all, talked or not; an agent the own ones', async () => {
  expect(await calls(leader)).toEqual(['l-1', 'l-2', 'q-1']);
  expect(await calls(admin)).toEqual(['w-1', 'w-2', 'l-1', 'l-2', 'q-2', 'q-1']);
  expect(await calls(agent)).toEqual(['w-1', 'w-2']);
  expect(await calls(stranger)).toEqual([]);
});

test('CDR-03 D11 what stands in the list opens, and nothing else', async () => {
  const opened = async (client: Client | undefined, call: string): Promise<number> =>
    (await plane.request().get(`/api/call-control/records/${call}`).set('Authorization', `Bearer ${client?.jwt}`)).status;
  expect([await opened(leader, 'l-1'), await opened(leader, 'q-1')]).toEqual([200, 200]);
  expect([await opened(leader, 'w-1'), await opened(leader, 'q-2')]).toEqual([404, 404]);
  expect([await opened(agent, 'q-1'), await opened(stranger, 'w-1')]).toEqual([404, 404]);
});

test('CDR-03 by agent number, and by the search box', async () => {
  expect(await calls(admin, { filter: [{ field: 'agentNumber', op: 'contains', value: '1002' }] })).toEqual(['l-1', 'l-2']);
  expect(await calls(admin, { search: '李强' })).toEqual(['l-1', 'l-2']);
  expect(await calls(leader, { search: '1001' })).toEqual([]);
});

test('CDR-08 CDR-32 a record is asked by result, way, queue, number, length and time; nothing asked is the newest first; pages follow one another', async () => {
  expect(await calls(admin, { filter: [{ field: 'type', op: 'eq', value: 'missed' }] })).toEqual(['l-2', 'q-2', 'q-1']);
  expect(await calls(admin, { filter: [{ field: 'direction', op: 'eq', value: 'outbound' }] })).toEqual(['w-2']);
  expect(await calls(admin, { filter: [{ field: 'talkMs', op: 'gte', value: 60_000 }] })).toEqual(['w-1', 'l-1']);
  expect(await calls(admin, { filter: [{ field: 'queueName', op: 'eq', value: '售后' }] })).toEqual(['q-1']);
  expect(await calls(admin, { filter: [{ field: 'number', op: 'contains', value: '1391234' }] })).toEqual(['w-2']);
  expect(
    await calls(admin, {
      filter: [
        { field: 'line', op: 'eq', value: '4008000001' },
        { field: 'type', op: 'eq', value: 'success' },
      ],
    }),
  ).toEqual(['w-1', 'l-1']);
  const since = new Date(now - 2.5 * hour).toISOString();
  expect(await calls(admin, { filter: [{ field: 'startedAt', op: 'gte', value: since }] })).toEqual(['w-1', 'w-2']);
  const first = await admin!.list(type, { sort: { field: 'startedAt', order: 'desc' }, limit: 3 });
  expect(await calls(admin, { limit: 3, after: first.next! })).toEqual(['l-2', 'q-2', 'q-1']);
});

test('CDR-20 D25 numbers have stars for whoever may not see them, and are found by their whole alone', async () => {
  const [masked] = (await leader!.list(type, { filter: [{ field: 'number', op: 'eq', value: '13700137000' }] })).data;
  expect(masked).toMatchObject({ callId: 'l-1', number: '137****7000', line: '4008000001' });
  expect((await leader!.tryList(type, { filter: [{ field: 'number', op: 'contains', value: '1370' }] })).status).toBe(400);
  expect((await leader!.tryList(type, { sort: { field: 'number', order: 'asc' } })).status).toBe(400);
  const [open] = (await admin!.list(type, { filter: [{ field: 'number', op: 'contains', value: '1370' }] })).data;
  expect(open).toMatchObject({ number: '13700137000' });
});

test('nobody writes a record, the admin neither: what happened stays what happened', async () => {
  const [row] = (await admin!.list(type)).data;
  expect(row?.may).toEqual({ update: false, delete: false });
  for (const [method, path] of [
    ['post', `/data/${type}`],
    ['put', `/data/${type}/${row!.id}`],
    ['delete', `/data/${type}/${row!.id}`],
  ] as const)
    expect(await admin!.refused(method, path, { outcome: 'normal' })).toMatchObject({ status: 403 });
  const field = { type, name: 'grade', label: { zh: '等级', en: 'Grade' }, of: { kind: 'text' } };
  expect((await admin!.send('post', '/fields').send(field)).status).toBe(400);
});

test('it stands in the menu of those who see more than their own calls, with durations as durations', async () => {
  const typeOf = async (client: Client | undefined) => (await client!.schema()).types.find(({ name }) => name === type);
  expect((await typeOf(agent))?.menu).toBeNull();
  for (const client of [leader, admin]) {
    const seen = await typeOf(client);
    expect(seen?.menu).not.toBeNull();
    expect(seen?.readOnly).toBe(true);
    expect(seen?.view.sort).toEqual({ field: 'startedAt', order: 'desc' });
    const of = (path: string) => seen?.fields.find((field) => field.path === path)?.of;
    expect(of('talkMs')).toMatchObject({ kind: 'integer', unit: 'ms' });
    expect(of('outcome')).toMatchObject({
      kind: 'choice',
      choices: expect.arrayContaining([{ value: 'abandonedInQueue', label: { zh: '排队放弃', en: 'Gave up in queue' } }]),
    });
    for (const path of ['details', 'numberMasked', 'tenant']) expect(of(path)).toBeUndefined();
  }
});
