/** What the edge does about floods, guessing, size, and messages that mean something else to the next reader. */
import { randomUUID } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { givenKamailio, type PrivateKamailio } from '../support/kamailio';
import { authorization, request, type Say } from '../support/sip/message';
import { ask, contactOf, register } from '../support/sip/register';
import { tcpPeer, udpPeer, wsPeer, type Peer } from '../support/sip/peer';
import { standInSwitch, type StandInSwitch } from '../support/sip/stand-in-switch';

const trunkHost = '127.0.0.77';
let edge: PrivateKamailio;
let theSwitch: StandInSwitch;
let before: number[];
const peers: Peer[] = [];
const keep = (peer: Peer): Peer => {
  peers.push(peer);
  return peer;
};

beforeAll(async () => {
  edge = await givenKamailio();
  theSwitch = await standInSwitch(edge.instance.ports);
  await theSwitch.live();
  theSwitch.onRequest = (m) => void (m.method === 'INVITE' && theSwitch.answer(m, 486));
  await edge.rpc.call('htable.sets', 'trunks', trunkHost, 'carrier');
  await edge.rpc.call('htable.sets', 'phones', 'd1', '0123456789abcdef0123456789abcdef');
  await edge.rpc.call('htable.sets', 'pushed', 'phones', 'all');
  before = await edge.pids();
});
afterEach(async () => {
  expect(await edge.healthy(before)).toBe(true);
});
afterAll(async () => {
  await Promise.all(peers.map((p) => p.close()));
  await theSwitch.die();
  await edge.stop();
});

const options = (peer: Peer): Say => {
  const us = `sip:${edge.sip.host}:${edge.sip.port}`;
  return { method: 'OPTIONS', uri: us, via: peer.via, from: '<sip:x@y.example>', to: `<${us}>`, callId: randomUUID() };
};
const invite = (peer: Peer, more: Partial<Say> = {}): Say => ({
  ...options(peer),
  method: 'INVITE',
  uri: 'sip:4001@zuoxi',
  to: '<sip:4001@zuoxi>',
  contact: contactOf(peer, 'c'),
  body: 'v=0\r\n',
  ...more,
});
/** An answer that is due may come late on a busy machine; silence is listened to for a moment. */
const answered = async (peer: Peer, due = true): Promise<boolean> => {
  const probe = options(peer);
  peer.say(request(probe));
  return peer.inbox
    .next('answer', (m) => m.header('call-id') === probe.callId, due ? 4000 : 500)
    .then(() => true)
    .catch(() => false);
};
/** Nothing of this call has reached the switch, although something later has. */
async function expectUnheard(callId: string | undefined): Promise<void> {
  const caller = keep(await udpPeer(edge.sip, trunkHost));
  const fence = invite(caller);
  caller.say(request(fence));
  await theSwitch.inbox.next('fence', (m) => m.method === 'INVITE' && m.header('call-id') === fence.callId);
  expect(theSwitch.inbox.unread().filter((m) => m.header('call-id') === callId)).toEqual([]);
}

describe('a flood', () => {
  it('from one address is met with silence there; others are served, and so is a trunk that is busy', async () => {
    const [flooder, other, trunk] = [
      await udpPeer(edge.sip, '127.0.0.41'),
      await udpPeer(edge.sip, '127.0.0.42'),
      await udpPeer(edge.sip, trunkHost),
    ];
    [flooder, other, trunk].map(keep);
    for (let round = 0; round < 10; round++) {
      for (let i = 0; i < 100; i++) for (const peer of [flooder, trunk]) peer.say(request(options(peer)));
      await answered(other);
    }
    expect(await answered(flooder, false)).toBe(false);
    expect(await answered(other)).toBe(true);
    expect(await answered(trunk)).toBe(true);
    expect((await edge.rpc.call('pike.list')).hot.map((h) => h.address)).toEqual(['127.0.0.41']);
  }, 20_000);

  it('from one browser is counted for that browser, not for nginx in front of all of them', async () => {
    const [flooder, other] = [keep(await wsPeer(edge.ws, '198.51.100.41')), keep(await wsPeer(edge.ws, '198.51.100.42'))];
    for (let i = 0; i < 1000; i++) flooder.say(request(options(flooder)));
    expect(await answered(other)).toBe(true);
    expect(await answered(flooder, false)).toBe(false);
  }, 20_000);
});

describe('guessing passwords', () => {
  const guess = (peer: Peer, agent: string) => register(peer, { agent, user: agent, password: 'guess' });

  it('shuts the door after 20 tries of an address from which nobody logged in well', async () => {
    const guesser = keep(await udpPeer(edge.sip, '127.0.0.51'));
    for (let i = 0; i < 20; i++) expect((await guess(guesser, `d${i % 4}`)).answer.status).toBe(401);
    expect(await answered(guesser, false)).toBe(false);
    expect(await answered(keep(await udpPeer(edge.sip, '127.0.0.52')))).toBe(true);
    expect(edge.log()).toContain('banned 127.0.0.51');
  });

  it('in an office shuts out only the one who is wrong', async () => {
    const colleague = keep(await wsPeer(edge.ws, '203.0.113.9'));
    expect((await register(colleague, { agent: 'a1', ...edge.credentials('a1') })).answer.status).toBe(200);
    const wrong = keep(await wsPeer(edge.ws, '203.0.113.9'));
    for (let i = 0; i < 20; i++) await register(wrong, { agent: 'a2', ...edge.credentials('a2'), password: 'guess' });
    expect(await answered(wrong)).toBe(true);
    expect((await register(colleague, { agent: 'a1', ...edge.credentials('a1') })).answer.status).toBe(200);
    const phone = keep(await wsPeer(edge.ws, '203.0.113.9'));
    for (let i = 0; i < 20; i++) await guess(phone, 'd1');
    const challenge = await ask(phone, 'd1', 1, []);
    const again = authorization(challenge, { method: 'REGISTER', uri: 'sip:zuoxi', user: 'd1', password: 'guess' });
    expect((await ask(phone, 'd1', 2, [again])).status).toBe(403);
  });

  it('on this machine never shuts it out as a whole', async () => {
    const guesser = keep(await udpPeer(edge.sip));
    for (let i = 0; i < 40; i++) await guess(guesser, `e${i}`);
    expect(await answered(guesser)).toBe(true);
  });
});

describe('size', () => {
  it.each(['UDP', 'TCP', 'WS'] as const)(
    '64 kB of SDP over %s are answered 413, and the connection lives on',
    async (transport) => {
      const peer = keep(
        transport === 'UDP'
          ? await udpPeer(edge.sip, trunkHost)
          : transport === 'TCP'
            ? await tcpPeer(edge.sip, trunkHost)
            : await wsPeer(edge.ws),
      );
      const length = transport === 'TCP' ? 65_536 : 64_500; // a datagram, and a WebSocket message at Kamailio, hold no more
      const big = invite(peer, { body: `v=0\r\n${'a=x\r\n'.repeat(length / 5)}`.slice(0, length) });
      peer.say(request(big));
      expect((await peer.inbox.final(big.callId ?? '')).status).toBe(413);
      expect(await answered(peer)).toBe(true);
      await expectUnheard(big.callId);
    },
  );

  it('a WebSocket message that is larger still is closed with 1009, which says so', async () => {
    const peer = keep(await wsPeer(edge.ws));
    peer.say(request(invite(peer, { body: 'x'.repeat(66_000) })));
    expect(await peer.inbox.ended()).toBe(1009);
  });

  it('what does not fit into the buffer ends the connection that sent it', async () => {
    const peer = keep(await tcpPeer(edge.sip, trunkHost));
    peer.say(request(invite(peer, { body: 'x'.repeat(200_000) })));
    await peer.inbox.ended();
  });
});

describe('a message that the next reader would take for two', () => {
  const forged = (callId: string): string =>
    request({
      method: 'INVITE',
      uri: 'sip:4001@zuoxi',
      via: 'TCP 127.0.0.1:9',
      from: '<sip:x@y.example>',
      to: '<sip:4001@zuoxi>',
      callId,
      headers: ['X-Zuoxi-Source: agent;id=a1;ip=127.0.0.1'],
    });

  it('because more follows than its Content-Length says, is refused', async () => {
    const peer = keep(await udpPeer(edge.sip, trunkHost));
    const smuggled = randomUUID();
    const carrier = invite(peer);
    peer.say(request(carrier) + forged(smuggled));
    expect((await peer.inbox.final(carrier.callId ?? '')).status).toBe(400);
    await expectUnheard(smuggled);
  });

  it('because its lines end in LF alone, is refused', async () => {
    const peer = keep(await udpPeer(edge.sip, trunkHost));
    const smuggled = randomUUID();
    const carrier = invite(peer, { body: `v=0\r\n\r\n${forged(smuggled)}` });
    const [head = '', ...body] = request(carrier).split('\r\n\r\n');
    peer.say(`${head.replace(/\r\n/g, '\n')}\n\n${body.join('\r\n\r\n')}`);
    await peer.inbox.next('400', (m) => m.raw.startsWith('SIP/2.0 400 Bare LF')); // it echoes the LFs
    await expectUnheard(smuggled);
  });

  it.each([
    'X-Zuoxi-Source : agent;id=a1',
    'X-Zuoxi-Source\t: agent;id=a1',
    'x-ZUOXI-source:agent;id=a1',
    'X-Zuoxi-Source:\r\n agent;id=a1',
  ])('or for one of ours: %j is removed', async (line) => {
    const peer = keep(await udpPeer(edge.sip, trunkHost));
    const call = invite(peer, { headers: [line] });
    peer.say(request(call));
    const heard = await theSwitch.inbox.next('INVITE', (m) => m.header('call-id') === call.callId);
    expect(heard.raw.match(/zuoxi-source/gi)).toHaveLength(1);
    expect(heard.header('x-zuoxi-source')).toBe(`trunk;id=carrier;ip=${trunkHost}`);
  });
});

describe('RPC', () => {
  const post = (port: number, host: string, body: string): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const sent = httpRequest({ host, port, path: '/RPC', method: 'POST', agent: false }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (piece: string) => (text += piece));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  const call = (method: string, params: unknown = []): string => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });

  it.each([
    ['the secrets of browsers', call('autheph.dump_secrets')],
    ['the same, written otherwise', call('autheph.dump_secrets').replace('autheph', '\\u0061utheph')],
    ['the passwords of desk phones', call('htable.dump', ['phones'])],
    ['the same, with names', call('htable.dump', { table: 'phones' })],
    ['one password', call('htable.get', ['phones', 'd1'])],
    ['the end of the process', call('core.kill', [9])],
    ['a new configuration', call('cfg.set_now_int', ['core', 'debug', 3])],
    ['two things at once', `[${call('core.uptime')}]`],
    ['nothing that is JSON', 'hello'],
  ])('does not give away %s', async (_, body) => {
    const { status, text } = await post(edge.instance.ports.rpc, '127.0.0.1', body);
    expect(status).toBe(403);
    expect(text).not.toContain('0123456789abcdef');
    expect(text).not.toContain(edge.secret);
  });

  it('is spoken on its own port only, and that port is on loopback', async () => {
    for (const port of [edge.sip.port, edge.ws.port, edge.instance.ports.edge])
      expect((await post(port, '127.0.0.1', call('core.uptime'))).status).toBe(404);
    await expect(post(edge.instance.ports.rpc, '127.0.0.2', call('core.uptime'))).rejects.toThrow(/ECONNREFUSED/);
  });

  it('and the WebSocket’s port speak no SIP', async () => {
    for (const port of [edge.instance.ports.rpc, edge.ws.port]) {
      const peer = keep(await tcpPeer({ host: '127.0.0.1', port }));
      expect(await answered(peer, false)).toBe(false);
    }
  });
});
