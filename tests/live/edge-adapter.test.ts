/** The switch's adapter beside a real Kamailio: tables out, registrations in, through restarts of either. */
import { createHash } from 'node:crypto';
import { AgentId, Directory } from '@zuoxi/contracts';
import pino from 'pino';
import { createEdge, type Edge } from '../../plugins/call-control/switch/src/edge';
import type { AdapterInput } from '../../plugins/call-control/switch/src/ports';
import { givenKamailio, type PrivateKamailio } from '../support/kamailio';
import { response } from '../support/sip/message';
import { register } from '../support/sip/register';
import { udpPeer, wsPeer, type Peer } from '../support/sip/peer';

const ha1 = (user: string, password: string): string => createHash('md5').update(`${user}:zuoxi:${password}`).digest('hex');

const directoryOf = (agents: Record<string, string | null>, trunks: Record<string, string[]> = {}): Directory =>
  Directory.parse({
    version: 1,
    tenants: [{ id: 't', code: 't', name: 'T', reasons: [{ code: 'break', label: { zh: '小休', en: 'Break' } }] }],
    groups: [],
    agents: Object.entries(agents).map(([id, password], i) => ({
      id,
      tenant: 't',
      number: String(1000 + i),
      name: id,
      groups: [],
      ...(password && { ha1: ha1(id, password) }),
    })),
    queues: [],
    trunks: Object.entries(trunks).map(([id, addresses]) => ({ id, tenant: 't', addresses, host: '127.0.0.2' })),
    numbers: [],
  });

/** What the adapter posts, to be awaited in order. */
function posts() {
  const heard: AdapterInput[] = [];
  const waiting: ((input: AdapterInput) => void)[] = [];
  return {
    post: (input: AdapterInput): void => {
      const waiter = waiting.shift();
      if (waiter) waiter(input);
      else heard.push(input);
    },
    next: (): Promise<AdapterInput> => {
      const input = heard.shift();
      return input ? Promise.resolve(input) : new Promise((resolve) => waiting.push(resolve));
    },
    unread: () => heard,
  };
}

let kamailio: PrivateKamailio;
let directory: Directory;
let inbox: ReturnType<typeof posts>;
let edge: Edge;
const peers: Peer[] = [];

const started = async (d: Directory): Promise<void> => {
  directory = d;
  inbox = posts();
  edge = createEdge({ instance: kamailio.instance, directory: () => directory, post: inbox.post, log: pino({ enabled: false }) });
  await edge.start();
};
const browser = async (agent: string): Promise<Peer> => {
  const peer = await wsPeer(kamailio.ws, '198.51.100.7');
  peers.push(peer);
  await register(peer, { agent, ...kamailio.credentials(agent) });
  return peer;
};
const deskPhone = async (agent: string, password: string): Promise<{ peer: Peer; status: number | null }> => {
  const peer = await udpPeer(kamailio.sip);
  peers.push(peer);
  const { answer } = await register(peer, { agent, user: agent, password });
  return { peer, status: answer.status };
};
const registered = (agent: string, peer: 'browser' | 'phone') => ({ on: 'station.registered', agent, peer });
const gone = (agent: string) => ({ on: 'station.gone', agent });

beforeAll(async () => {
  kamailio = await givenKamailio();
});
afterEach(async () => {
  await edge.stop();
  await Promise.all(peers.splice(0).map((p) => p.close()));
});
afterAll(() => kamailio.stop());

it('lets the directory’s desk phones in, and no longer those that are no longer in it', async () => {
  await started(directoryOf({ d1: 'one', d2: 'two' }));
  expect((await deskPhone('d1', 'one')).status).toBe(200);
  expect((await deskPhone('d2', 'wrong')).status).toBe(401);
  directory = directoryOf({ d2: 'changed' });
  edge.directoryChanged();
  await edge.settled();
  expect((await deskPhone('d1', 'one')).status).toBe(401);
  expect((await deskPhone('d2', 'changed')).status).toBe(200);
  expect((await kamailio.rpc.call('ul.dump')).flatMap((d) => d.registered).map((r) => r.aor)).toEqual(['d2']);
});

it('keeps every trunk that stays while others come and go', async () => {
  const of = (from: number): Directory =>
    directoryOf({}, { stays: ['10.9.9.9'], many: Array.from({ length: 200 }, (_, i) => `10.0.${from}.${i + 1}`) });
  await started(of(1));
  expect((await kamailio.rpc.call('htable.dump', 'trunks')).size).toBe(201);
  directory = of(2);
  edge.directoryChanged();
  const settled = edge.settled().then(() => true);
  for (let done = false; !done;) {
    const table = await kamailio.rpc.call('htable.dump', 'trunks');
    expect(table.get('10.9.9.9')).toBe('stays');
    done = await Promise.race([settled, new Promise<false>((resolve) => setImmediate(resolve, false))]);
  }
  const after = await kamailio.rpc.call('htable.dump', 'trunks');
  expect([after.size, after.get('10.0.2.200'), after.get('10.0.1.1')]).toEqual([201, 'many', undefined]);
});

it('tells who registers and how, who is the better one of two, and who goes (STA-27)', async () => {
  await kamailio.restart();
  await started(directoryOf({ a1: 'pw' }));
  await deskPhone('a1', 'pw');
  expect(await inbox.next()).toEqual(registered('a1', 'phone'));
  const page = await browser('a1');
  expect(await inbox.next()).toEqual(registered('a1', 'browser'));
  const reloaded = await browser('a1'); // a page loaded anew: the old contact is still there
  expect(await inbox.next()).toEqual(registered('a1', 'browser'));
  await page.close();
  await reloaded.close();
  expect(await inbox.next()).toEqual(registered('a1', 'phone'));
}, 20_000);

it('STA-47 knows the way to a browser and back in milliseconds', async () => {
  await started(directoryOf({ a2: null }));
  const page = await browser('a2');
  expect(edge.latency(AgentId.parse('a2'))).toBeNull();
  for (const _ of [1, 2]) page.say(response(await page.inbox.request('OPTIONS'), 200));
  await page.inbox.request('OPTIONS');
  edge.directoryChanged(); // looks at once, not at the next turn
  await edge.settled();
  expect(edge.latency(AgentId.parse('a2'))).toBeGreaterThan(0);
}, 20_000);

describe('a login that is over', () => {
  const contactsOf = async (agent: string): Promise<(string | null)[]> =>
    (await kamailio.rpc.call('ul.dump'))
      .flatMap((d) => d.registered)
      .filter((r) => r.aor === agent)
      .flatMap((r) => r.contacts.map((c) => c.received));
  const login = async (agent: string, key: string): Promise<{ peer: Peer; again: () => Promise<number | null> }> => {
    const peer = await wsPeer(kamailio.ws, '198.51.100.7');
    peers.push(peer);
    const again = async () => (await register(peer, { agent, ...kamailio.credentials(agent, 300, key) })).answer.status;
    expect(await again()).toBe(200);
    return { peer, again };
  };
  const a7 = AgentId.parse('a7');

  it('has no registration any more, and none of its credentials that have not expired gives it one; the phone on the desk stays', async () => {
    await kamailio.restart();
    await started(directoryOf({ a7: 'pw', a8: null }));
    await deskPhone('a7', 'pw');
    expect(await inbox.next()).toEqual(registered('a7', 'phone'));
    const page = await login('a7', 'one');
    expect(await inbox.next()).toEqual(registered('a7', 'browser'));
    const neighbour = await login('a8', 'two');
    expect(await inbox.next()).toEqual(registered('a8', 'browser'));
    edge.browsersEnded([{ key: 'one', agent: a7 }]);
    expect(await inbox.next()).toEqual(registered('a7', 'phone'));
    expect(await contactsOf('a7')).toEqual([expect.not.stringContaining('transport=ws')]);
    expect([await page.again(), await neighbour.again()]).toEqual([403, 200]);
    expect((await login('a7', 'three')).peer).toBeDefined(); // the next login of the same agent
  }, 20_000);

  it('is found although nobody says whose it was, and stays over when Kamailio was restarted; one that is used again is let in', async () => {
    await kamailio.restart();
    await started(directoryOf({ a7: null, a8: null }));
    await login('a7', 'one');
    expect(await inbox.next()).toEqual(registered('a7', 'browser'));
    edge.browsersEnded([{ key: 'one', agent: undefined }]);
    expect(await inbox.next()).toEqual(gone('a7'));
    await kamailio.restart();
    await login('a8', 'two');
    expect(await inbox.next()).toEqual(registered('a8', 'browser')); // the adapter has found it again
    const peer = await wsPeer(kamailio.ws, '198.51.100.7');
    peers.push(peer);
    const again = async () => (await register(peer, { agent: 'a7', ...kamailio.credentials('a7', 300, 'one') })).answer.status;
    expect(await again()).toBe(403);
    edge.browserBegun('one');
    await edge.settled();
    expect(await again()).toBe(200);
  }, 20_000);
});

it('a Kamailio that was restarted gets its tables again; who registers again was never gone, who does not is, after a grace', async () => {
  await kamailio.restart();
  await started(directoryOf({ stays: null, leaves: null, d1: 'one' }, { carrier: ['127.0.0.77'] }));
  await browser('stays');
  expect(await inbox.next()).toEqual(registered('stays', 'browser'));
  await browser('leaves');
  expect(await inbox.next()).toEqual(registered('leaves', 'browser'));
  await kamailio.restart();
  const again = await browser('stays');
  expect(await inbox.next()).toEqual(registered('stays', 'browser'));
  await edge.settled();
  expect(edge.trouble()).toBeNull();
  expect((await kamailio.rpc.call('htable.dump', 'trunks')).get('127.0.0.77')).toBe('carrier');
  expect((await deskPhone('d1', 'one')).status).toBe(200);
  expect(await inbox.next()).toEqual(registered('d1', 'phone'));
  expect(await inbox.next()).toEqual(gone('leaves'));
  expect(inbox.unread()).toEqual([]);
  await again.close();
}, 30_000);

it('a switch that was restarted finds everybody as they are', async () => {
  await kamailio.restart();
  await started(directoryOf({ a1: null, d1: 'one' }));
  await browser('a1');
  await deskPhone('d1', 'one');
  await edge.stop();
  await started(directoryOf({ a1: null, d1: 'one' }));
  const told = [await inbox.next(), await inbox.next()];
  expect(told).toEqual(expect.arrayContaining([registered('a1', 'browser'), registered('d1', 'phone')]));
}, 20_000);

it('says in a sentence what is wrong while Kamailio is away, and does not hold up a start', async () => {
  directory = directoryOf({});
  const elsewhere = { ...kamailio.instance, ports: { ...kamailio.instance.ports, registrations: 1, rpc: 1 } };
  edge = createEdge({ instance: elsewhere, directory: () => directory, post: () => undefined, log: pino({ enabled: false }) });
  await edge.start();
  expect(edge.trouble()).toMatch(/the edge is away: connect ECONNREFUSED/);
});
