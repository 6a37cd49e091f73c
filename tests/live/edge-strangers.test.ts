/** Connections to the edge over which nobody proves who they are, and proofs that somebody else overheard. */
import { once } from 'node:events';
import { createHash, randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { Directory } from '@zuoxi/contracts';
import pino from 'pino';
import { WebSocket } from 'ws';
import { createEdge } from '../../plugins/call-control/switch/src/edge';
import { givenKamailio, type PrivateKamailio } from '../support/kamailio';
import { givenOrigin, type Origin } from '../support/nginx';
import { authorization, request, type SipMessage } from '../support/sip/message';
import { ask, register } from '../support/sip/register';
import { tcpPeer, udpPeer, wsPeer, type Peer } from '../support/sip/peer';
import { standInSwitch, type StandInSwitch } from '../support/sip/stand-in-switch';

const trunkHost = '127.0.0.77';
let edge: PrivateKamailio;
let origin: Origin;
let theSwitch: StandInSwitch;
let before: number[];
const peers: Peer[] = [];
const keep = (peer: Peer): Peer => {
  peers.push(peer);
  return peer;
};
const ha1 = createHash('md5').update('d1:zuoxi:secret').digest('hex');

beforeAll(async () => {
  edge = await givenKamailio();
  origin = await givenOrigin(edge.instance);
  theSwitch = await standInSwitch(edge.instance.ports);
  await theSwitch.live();
  theSwitch.onRequest = (m) => void (m.method === 'INVITE' && theSwitch.answer(m, 486));
  await edge.rpc.call('htable.sets', 'trunks', trunkHost, 'carrier');
  await edge.rpc.call('htable.sets', 'phones', 'd1', ha1);
  await edge.rpc.call('htable.sets', 'pushed', 'phones', 'all');
  before = await edge.pids();
});
afterEach(async () => {
  expect(await edge.healthy(before)).toBe(true);
});
afterAll(async () => {
  await Promise.all(peers.map((p) => p.close()));
  await theSwitch.die();
  await origin.stop();
  await edge.stop();
});

const say = (
  peer: Peer,
  method: 'OPTIONS' | 'INVITE',
  headers: readonly string[] = [],
  callId: string = randomUUID(),
): string => {
  const uri = method === 'INVITE' ? 'sip:4001@zuoxi' : `sip:${edge.sip.host}:${edge.sip.port}`;
  const from = method === 'INVITE' ? '<sip:d1@zuoxi>' : '<sip:x@y.example>';
  const contact = `<sip:d1@${peer.local.host}:${peer.local.port}>`;
  peer.say(request({ method, uri, via: peer.via, from, to: `<${uri}>`, callId, contact, headers }));
  return callId;
};
const answered = async (peer: Peer): Promise<SipMessage> => peer.inbox.final(say(peer, 'OPTIONS'));

describe('who proves nothing within ten seconds', () => {
  it('is closed, however it talks; browsers, phones and trunks that are known stay', async () => {
    const stranger = keep(await wsPeer(edge.ws, '198.51.100.41'));
    const talker = keep(await tcpPeer(edge.sip, '127.0.0.5'));
    // opens a WebSocket and then does not even answer that it is closed
    const mute = connect(edge.ws.port, edge.ws.host).on('error', () => undefined);
    const key = randomUUID();
    mute.write(
      `GET /sip HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: sip\r\n\r\n`,
    );
    const muteEnded = once(mute.resume(), 'close');

    const browser = keep(await wsPeer(edge.ws, '198.51.100.41'));
    expect((await register(browser, { agent: 'a1', ...edge.credentials('a1') })).answer.status).toBe(200);
    const phone = keep(await tcpPeer(edge.sip, '127.0.0.6'));
    expect((await register(phone, { agent: 'd1', user: 'd1', password: 'secret' })).answer.status).toBe(200);
    const trunk = keep(await tcpPeer(edge.sip, trunkHost));
    await answered(trunk);

    await answered(talker);
    const talks = setInterval(() => say(talker, 'OPTIONS'), 2000);
    expect(await stranger.inbox.ended()).toBe(1008);
    await talker.inbox.ended();
    clearInterval(talks);
    await muteEnded;
    for (const known of [browser, phone, trunk]) expect((await answered(known)).status).toBe(200);
    expect((await edge.rpc.call('htable.dump', 'strangers')).size).toBe(0);
    expect(edge.log()).not.toMatch(/ERROR/);
  }, 40_000);

  it('leaves its places: 800 idle sockets of one address keep no browser from registering, and are gone after', async () => {
    const { host, web } = edge.instance;
    /** Null: refused. */
    const knock = (localAddress: string): Promise<WebSocket | null> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`ws://${host}:${web}/sip`, 'sip', { localAddress });
        socket.once('open', () => resolve(socket)).once('error', () => resolve(null));
      });
    const knocks = await Promise.all(Array.from({ length: 800 }, () => knock('127.0.0.2')));
    const idle = knocks.filter((one) => one !== null);
    expect(idle).toHaveLength(edge.instance.agentsPerAddress);
    const ended = Promise.all(idle.map((one) => once(one, 'close')));
    expect(await knock('127.0.0.2')).toBeNull();
    const neighbour = await knock('127.0.0.3');
    expect(neighbour).not.toBeNull();
    neighbour?.terminate();
    const agent = keep(await wsPeer({ host, port: web }));
    expect((await register(agent, { agent: 'a2', ...edge.credentials('a2') })).answer.status).toBe(200);
    await ended;
    const again = await knock('127.0.0.2');
    expect(again).not.toBeNull();
    again?.terminate();
    expect((await answered(agent)).status).toBe(200);
  }, 40_000);
});

describe('the switch', () => {
  const agent = { id: 'd1', tenant: 't', number: '1001', name: 'd1', groups: [], ha1 };
  const directory = Directory.parse({
    version: 1,
    tenants: [{ id: 't', code: 't', name: 'T', reasons: [{ code: 'break', label: { zh: '小休', en: 'Break' } }] }],
    groups: [],
    agents: [agent],
    queues: [],
    trunks: [{ id: 'carrier', tenant: 't', addresses: [trunkHost], host: '127.0.0.2' }],
    numbers: [],
  });
  const open = async (localAddress: string): Promise<{ socket: Socket; ended: Promise<unknown> }> => {
    const socket = connect({ ...edge.sip, localAddress }).on('error', () => undefined);
    const ended = once(socket.resume(), 'close');
    await once(socket, 'connect');
    return { socket, ended };
  };

  it('ends TCP connections that say nothing, or never a whole message, and those of one address beyond a hundred at once', async () => {
    const adapter = createEdge({
      instance: edge.instance,
      directory: () => directory,
      post: () => undefined,
      log: pino({ enabled: false }),
    });
    await adapter.start();
    try {
      const silent = await Promise.all(Array.from({ length: 130 }, () => open('127.0.0.9')));
      const trickler = await open('127.0.0.10');
      const trunk = await open(trunkHost);
      const phone = keep(await tcpPeer(edge.sip, '127.0.0.9'));
      // the office's own phone comes with the crowd and is let in
      expect((await register(phone, { agent: 'd1', user: 'd1', password: 'secret' })).answer.status).toBe(200);
      const trickles = setInterval(() => trickler.socket.write('\r\n\r\n'), 1000);
      let closed = 0;
      for (const { ended } of silent) void ended.then(() => closed++);
      await Promise.race(silent.map(({ ended }) => ended));
      expect(closed).toBeLessThan(silent.length);
      await Promise.all([...silent, trickler].map(({ ended }) => ended));
      clearInterval(trickles);
      expect(trunk.socket.destroyed).toBe(false);
      expect((await answered(phone)).status).toBe(200);
      trunk.socket.destroy();
    } finally {
      await adapter.stop();
    }
  }, 60_000);
});

describe('an answer to a challenge that somebody overheard', () => {
  it.each(['with a counter', 'without qop'] as const)('%s registers nobody a second time', async (how) => {
    const phone = keep(await udpPeer(edge.sip, '127.0.0.31'));
    const thief = keep(await udpPeer(edge.sip, '127.0.0.32'));
    const challenge = await ask(phone, 'd1', 1, []);
    const said = {
      method: 'REGISTER',
      uri: 'sip:zuoxi',
      user: 'd1',
      password: 'secret',
      ...(how === 'without qop' && { qop: false as const }),
    };
    const overheard = authorization(challenge, said);
    expect((await ask(phone, 'd1', 2, [overheard])).status).toBe(how === 'without qop' ? 401 : 200);
    expect((await ask(thief, 'd1', 1, [overheard])).status).toBe(401);
    // nor does a word that only looks as if it were asked for
    const dressed = `${authorization(await ask(phone, 'd1', 3, []), { ...said, qop: false })}, opaque="a, qop=auth, b"`;
    await ask(phone, 'd1', 4, [dressed]);
    expect((await ask(thief, 'd1', 2, [dressed])).status).toBe(401);
    expect((await register(phone, { agent: 'd1', user: 'd1', password: 'secret' })).answer.status).toBe(200);
  });

  it('without qop starts no call; a phone that counts does', async () => {
    const phone = keep(await udpPeer(edge.sip, '127.0.0.33'));
    const invite = async (qop?: false): Promise<number | null> => {
      const challenge = await phone.inbox.final(say(phone, 'INVITE'));
      const said = { method: 'INVITE', uri: 'sip:4001@zuoxi', user: 'd1', password: 'secret' };
      return (
        await phone.inbox.final(say(phone, 'INVITE', [authorization(challenge, { ...said, ...(qop === false && { qop }) })]))
      ).status;
    };
    expect(await invite(false)).toBe(407);
    expect(await invite()).toBe(486);
  });
});
