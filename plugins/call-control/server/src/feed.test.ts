/** The record plane against a switch that speaks `/feed`, with a real PostgreSQL between. */
import { createHash } from 'node:crypto';
import { RecordPlaneHealth, type Directory } from '@zuoxi/contracts';
import { runAs, sessionsEndedEvent } from '@zuoxi/record-plane';
import { callEvents, callRecord, t0 } from '../../../../tests/support/calls';
import { FakeSwitch } from '../../../../tests/support/fake-switch';
import { add, givenAgent, givenTenant, type Agent, type RowRef, type Tenant } from '../../../../tests/support/people';
import { givenRecordPlane, type RecordPlane } from '../../../../tests/support/cms';
import { KeptDirectory } from './directory/kept';
import { Feed } from './feed/feed';
import { isStored, storedUpTo, storeEvents } from './feed/store';

let plane: RecordPlane;
let fake: FakeSwitch;
let tenant: Tenant;
let other: Tenant;
let agent: Agent;
let group: RowRef;
beforeAll(async () => {
  plane = await givenRecordPlane();
  tenant = await givenTenant(plane, 'one');
  other = await givenTenant(plane, 'two');
  group = await add(plane, 'api::group.group', { tenant: tenant.row, name: '售后' });
  agent = await givenAgent(plane, tenant, '1001', { groups: [group.row], phonePassword: 'phone-12345' });
  fake = await FakeSwitch.listen(plane.instance.ports.api, plane.secrets.feed);
  // the first one told may be older than what was just made
  await fake.until(() => fake.directories.at(-1)?.agents.some(({ id, ha1 }) => id === agent.id && ha1 !== undefined) ?? false);
}, 60_000);
afterAll(async () => {
  await plane?.stop();
  await fake?.close();
});

const latest = (): Directory => fake.directories.at(-1)!;
const health = async () => RecordPlaneHealth.parse((await plane.request().get('/api/call-control/health').expect(200)).body);
const records = (call: string): Promise<unknown[]> => plane.strapi.db.connection('call_records').where({ call_id: call });
let seq = 0;
/** The events of one more call, as the switch would number them. */
const call = (id: string, story = {}) => {
  const events = callEvents(seq + 1, callRecord(id, agent, story));
  seq += events.length;
  return events;
};
const settled = (upTo = seq): Promise<void> => fake.until(() => fake.stored >= upTo);

describe('directory', () => {
  test('is told at connect: tenants with reasons, agents with the HA1 of their desk phone', async () => {
    const { tenants, agents, groups } = latest();
    expect(tenants.map((t) => [t.id, t.code, t.reasons.map((r) => r.label.zh)])).toContainEqual([
      tenant.id,
      'one',
      ['小休', '示忙', '离开'],
    ]);
    expect(groups).toContainEqual({ id: group.id, tenant: tenant.id, name: '售后' });
    const ha1 = createHash('md5').update(`${agent.id}:zuoxi:phone-12345`).digest('hex');
    expect(agents).toContainEqual({
      id: agent.id,
      tenant: tenant.id,
      number: '1001',
      name: '坐席 1001',
      groups: [group.id],
      mayDial: true,
      unmasked: false,
      ha1,
    });
    const { directory } = await health();
    expect(directory).toEqual({ sent: latest().version, taken: latest().version, trouble: [] });
  });

  test('a trunk’s password goes to the switch, and lies sealed in the database, in its row and in the directory that is kept', async () => {
    const secret = 'carrier-4711';
    const account = { host: 'sip.carrier.example', authUser: 'zuoxi', authPassword: secret };
    const trunk = await add(plane, 'api::trunk.trunk', { tenant: tenant.row, name: '线', ...account });
    await fake.until(() => latest().trunks.length > 0);
    expect(latest().trunks).toMatchObject([{ id: trunk.id, auth: { user: 'zuoxi', password: secret } }]);
    const kept = () =>
      plane.strapi.db.connection('strapi_core_store_settings').where({ key: 'plugin_call-control_directory' }).first();
    const isKept = async () => JSON.stringify([await kept(), await plane.strapi.db.connection('trunks')]);
    expect(await isKept()).toContain('sealed:');
    for (const clear of [secret, 'zuoxi:phone', latest().agents.find(({ id }) => id === agent.id)?.ha1])
      expect(await isKept()).not.toContain(clear);

    // as a version before kept it
    const own = new KeptDirectory(plane.strapi);
    const now = await own.read();
    expect(now).toEqual(latest());
    await plane.strapi.store({ type: 'plugin', name: 'call-control' }).set({ key: 'directory', value: now });
    expect(await isKept()).toContain(secret);
    expect(await own.read()).toEqual(latest());
    expect(await isKept()).not.toContain(secret);

    // moved to another row it does not open: the line keeps what it was, and that is said
    await plane.strapi.db.connection.raw(`update trunks set document_id = 'moved' where id = ?`, [trunk.row]);
    await add(plane, 'api::group.group', { tenant: tenant.row, name: '另一组' });
    await fake.until(() => latest().trunks.length === 0);
    expect((await health()).directory.trouble.join()).toMatch(/^trunk moved .*: auth.password .*: it is left out$/);
    await runAs({ as: 'system' }, () => plane.strapi.db.query('api::trunk.trunk').delete({ where: { id: trunk.row } }));
    await add(plane, 'api::group.group', { tenant: tenant.row, name: '第三组' });
    await fake.until(() => latest().groups.some(({ name }) => name === '第三组'));
    expect((await health()).directory.trouble).toEqual([]);
  });

  test('a change goes out by itself, with a higher version', async () => {
    const { version } = latest();
    const queue = await add(plane, 'api::queue.queue', {
      tenant: tenant.row,
      name: '售后热线',
      groups: [group.row],
      wrapUpSeconds: null,
      voicemailAfterSeconds: 45,
      voicemailWhenNobody: true,
    });
    await fake.until(() => latest().queues.length > 0);
    expect(latest().version).toBeGreaterThan(version);
    expect(latest().queues[0]).toMatchObject({
      id: queue.id,
      groups: [group.id],
      wrapUp: { mode: 'answer', seconds: null },
      voicemail: { afterSeconds: 45, whenNobody: true },
    });
  });

  test("a queue that names another tenant's group is refused aloud; everything else still goes out", async () => {
    const foreign = await add(plane, 'api::group.group', { tenant: other.row, name: '外组' });
    await add(plane, 'api::queue.queue', { tenant: tenant.row, name: '坏队列', groups: [foreign.row] });
    await add(plane, 'api::queue.queue', { tenant: other.row, name: '好队列', groups: [foreign.row] });
    await fake.until(() => latest().queues.some((q) => q.name === '好队列'));
    expect(latest().queues.map((q) => q.name)).not.toContain('坏队列');
    const { directory } = await health();
    expect(directory.trouble).toEqual([
      expect.stringContaining(`names group ${foreign.id}, which tenant ${tenant.id} does not have`),
    ]);
  });
});

test('a host, a sound and a name that a version before stored are left out, replaced and mended; the rest goes out', async () => {
  const { connection } = plane.strapi.db;
  const trunk = await add(plane, 'api::trunk.trunk', { tenant: tenant.row, name: '旧线', host: 'old.example', port: 5060 });
  const queue = await add(plane, 'api::queue.queue', { tenant: tenant.row, name: '旧队列' });
  await fake.until(() => latest().trunks.some(({ id }) => id === trunk.id));
  // past every check, as it lay there before there was one
  await connection('trunks').where({ document_id: trunk.id }).update({ host: '127.0.0.2\r\nX-Zuoxi-Call: c;leg=l' });
  await connection('queues').where({ document_id: queue.id }).update({ hold_music: '../../etc/passwd', name: '旧\n队列' });
  const marker = await add(plane, 'api::group.group', { tenant: tenant.row, name: '之后' });
  await fake.until(() => latest().groups.some(({ id }) => id === marker.id));
  expect(latest().trunks.find(({ id }) => id === trunk.id)?.host).toBe('old.example');
  expect(latest().queues.find(({ id }) => id === queue.id)?.holdMusic).toBe('music/hold');
  expect((await health()).directory.trouble).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^queue .* \(旧 队列\) .* holdMusic .*: its former setting stays$/),
      expect.stringMatching(/^trunk .* host .*: its former setting stays$/),
    ]),
  );
  await connection('queues').where({ document_id: queue.id }).update({ hold_music: 'music/hold' });
  await connection('trunks').where({ document_id: trunk.id }).update({ host: 'new.example' });
  await add(plane, 'api::group.group', { tenant: tenant.row, name: '更后' });
  await fake.until(() => latest().trunks.some(({ host }) => host === 'new.example'));
  expect(latest().queues.find(({ id }) => id === queue.id)?.name).toBe('旧 队列');
}, 60_000);

test('D10 a login that ended while the switch was away is told when it is back', async () => {
  fake.drop();
  await plane.strapi.eventHub.emit(sessionsEndedEvent, { user: 1, sessions: ['over-1'], moved: false });
  await fake.until(() => fake.ended.includes('over-1'));
  const follows = fake.follows.length;
  fake.drop();
  await fake.until(() => fake.follows.length > follows && fake.ended.filter((id) => id === 'over-1').length > 1);
});

describe('events', () => {
  test('are stored and acknowledged; each call leaves one record, also when everything is said twice', async () => {
    fake.stutters = true;
    fake.happens(...call('s1-1-1'), ...call('s1-1-2', { talked: false }));
    await settled();
    fake.stutters = false;
    expect(await records('s1-1-1')).toEqual([
      expect.objectContaining({
        tenant: tenant.id,
        agent_name: '坐席 1001',
        type: 'success',
        duration_ms: 68_000,
        started_at: new Date(t0),
      }),
    ]);
    expect(await records('s1-1-2')).toEqual([expect.objectContaining({ type: 'missed', outcome: 'abandonedRinging' })]);
    expect(await plane.strapi.db.connection('switch_events').where({ call_id: 's1-1-1' })).toHaveLength(3);
    expect((await health()).feed).toEqual({ connected: true, stored: seq });
  });

  test('after a lost connection they go on where they were stored', async () => {
    fake.drop();
    fake.events.push(...call('s1-1-3')); // nobody listens just now
    await settled();
    expect(fake.follows.at(-1)).toBe(seq - 3);
    expect(await records('s1-1-3')).toHaveLength(1);
  });

  test('I6 what a connection swallowed is asked for again', async () => {
    const follows = fake.follows.length;
    fake.swallow.add(seq + 2);
    fake.happens(...call('s1-1-4'));
    await settled();
    expect(fake.follows.length).toBeGreaterThan(follows);
    const rows = await plane.strapi.db.connection('switch_events').where({ call_id: 's1-1-4' });
    expect(rows).toHaveLength(3);
    expect(await records('s1-1-4')).toHaveLength(1);
  });

  test('what the switch no longer has is not waited for, and it is said how much is missing and since when', async () => {
    expect((await health()).missing).toBeNull();
    const since = fake.events.at(-1)?.at;
    fake.drop();
    seq += 5;
    fake.events.push(...call('s1-1-5'));
    await settled();
    expect(await records('s1-1-5')).toHaveLength(1);
    expect((await health()).missing).toEqual({ events: 5, since });
  });

  test('a caller with a monstrous number is recorded, cut to what a column holds', async () => {
    fake.happens(...call('s1-1-6', { ani: `${'9'.repeat(300)}\u0000` }));
    await settled();
    expect(await records('s1-1-6')).toEqual([expect.objectContaining({ ani: '9'.repeat(255) })]);
  });

  test('a directory and events survive a kill -9 of the database: they wait, then arrive', async () => {
    jest.spyOn(console, 'log').mockReturnValue(); // knex says there that its connections ended
    await plane.postgres.kill();
    fake.happens(...call('s1-1-7'), ...call('s1-1-8'));
    await plane.postgres.start();
    await settled();
    expect(await records('s1-1-7')).toHaveLength(1);
    expect(await records('s1-1-8')).toHaveLength(1);
  }, 30_000);

  test('a switch that lost its data directory counts anew, and nothing it says is taken for a repetition', async () => {
    fake.events.length = 0;
    fake.stored = 0;
    seq = 0;
    fake.events.push(...call('s1-2-1', { at: t0 + 3_600_000 }));
    const follows = fake.follows.length;
    fake.drop();
    await fake.until(() => fake.follows.length > follows);
    fake.happens(...call('s1-2-2', { at: t0 + 3_700_000 }));
    await settled();
    expect(fake.follows.at(-1)).toBe(0);
    expect(await records('s1-2-1')).toHaveLength(1);
    expect(await records('s1-2-2')).toHaveLength(1);
  });
});

describe('a feed of its own', () => {
  type Life = {
    secret?: string;
    store?: (stored: Parameters<typeof storeEvents>[1]) => Promise<void>;
    error?: (text: string) => void;
  };
  const shard = 's9';
  let theSwitch: FakeSwitch;
  const knex = () => plane.strapi.db.connection;
  const feed = async ({
    secret = plane.secrets.feed,
    store = (stored) => storeEvents(knex(), stored),
    error = () => undefined,
  }: Life) => {
    const made = new Feed({
      url: `ws://127.0.0.1:${plane.instance.ports.ng}/feed`, // a port that nothing else of this test uses
      secret,
      log: { info: () => undefined, warn: () => undefined, error },
      after: await storedUpTo(knex(), shard),
      at: undefined,
      lost: async () => undefined,
      isStored: (event) => isStored(knex(), shard, event),
      store: (events, upTo) => store({ shard, events, upTo }),
      directory: () => null,
      directoryTaken: () => undefined,
    });
    made.start();
    return made;
  };
  beforeAll(async () => {
    theSwitch = await FakeSwitch.listen(plane.instance.ports.ng, plane.secrets.feed);
  });
  afterAll(() => theSwitch.close());

  test('a crash between storing and saying so leaves exactly one record', async () => {
    theSwitch.happens(...callEvents(1, callRecord('s9-1-1', agent)));
    let died = (): void => undefined;
    const death = new Promise<void>((resolve) => (died = resolve));
    const first = await feed({
      store: async (stored) => {
        await storeEvents(knex(), stored);
        died();
        await new Promise(() => undefined); // and it says no more
      },
    });
    await death;
    void first.stop();
    expect(theSwitch.stored).toBe(0);
    await knex()('switch_feeds').where({ shard }).update({ stored: 0 }); // even if the mark were lost with it
    const second = await feed({});
    await theSwitch.until(() => theSwitch.stored === 3);
    expect(await records('s9-1-1')).toHaveLength(1);
    expect(await knex()('switch_events').where({ call_id: 's9-1-1' })).toHaveLength(3);
    await second.stop();
  });

  test('a wrong secret is said in the log', async () => {
    let error = (_text: string): void => undefined;
    const said = new Promise<string>((resolve) => (error = resolve));
    const stranger = await feed({ secret: 'x'.repeat(40), error });
    expect(await said).toBe('the switch answered tokenInvalid');
    await stranger.stop();
  });
});
