/** Who may register, and what becomes of it. */
import { createHash, createHmac } from 'node:crypto';
import { givenKamailio, type PrivateKamailio } from '../support/kamailio';
import { netstrings } from '../support/sip/netstrings';
import { authorization, request, response } from '../support/sip/message';
import { ask, register } from '../support/sip/register';
import { tcpPeer, udpPeer, wsPeer, type Peer } from '../support/sip/peer';

let edge: PrivateKamailio;
const peers: Peer[] = [];

beforeAll(async () => {
  edge = await givenKamailio();
});
afterAll(async () => {
  await Promise.all(peers.map((p) => p.close()));
  await edge.stop();
});

const browser = async (from?: string): Promise<Peer> => keep(await wsPeer(edge.ws, from));
const deskPhone = async (host?: string): Promise<Peer> => keep(await udpPeer(edge.sip, host));
const keep = (peer: Peer): Peer => {
  peers.push(peer);
  return peer;
};

/** What the edge tells the switch about registrations. */
const registrations = () => netstrings({ host: '127.0.0.1', port: edge.instance.ports.registrations });

const contactsOf = async (agent: string) =>
  (await edge.rpc.call('ul.dump')).flatMap((d) => d.registered).find((r) => r.aor === agent)?.contacts ?? [];

const ha1 = (user: string, password: string): string => createHash('md5').update(`${user}:zuoxi:${password}`).digest('hex');

const wrong = 'not the password';

describe('a browser', () => {
  it('registers with credentials that the switch made; STA-47 its latency is measured over the WebSocket', async () => {
    const peer = await browser('198.51.100.7');
    const { challenge, answer } = await register(peer, { agent: 'a1', ...edge.credentials('a1') });
    expect([challenge.status, answer.status]).toEqual([401, 200]);
    const ping = await peer.inbox.request('OPTIONS');
    peer.say(response(ping, 200));
    await peer.inbox.request('OPTIONS'); // the next tick: the first answer has been taken in
    const [contact] = await contactsOf('a1');
    expect(contact?.received).toMatch(/transport=ws/);
    expect(contact?.roundtripMs).toBeGreaterThan(0);
  });

  it.each(['UDP', 'TCP'])('has credentials that open nothing over %s', async (transport) => {
    const phone = keep(await (transport === 'UDP' ? udpPeer : tcpPeer)(edge.sip, '127.0.0.12'));
    expect((await register(phone, { agent: 'a4', ...edge.credentials('a4') })).answer.status).toBe(403);
    expect(await contactsOf('a4')).toEqual([]);
  });

  it('is no desk phone: a phone’s password opens nothing over a WebSocket', async () => {
    await edge.rpc.call('htable.sets', 'phones', 'd2', ha1('d2', 'geheim'));
    const who = { agent: 'd2', user: 'd2', password: 'geheim' };
    expect((await register(await browser('198.51.100.13'), who)).answer.status).toBe(403);
    expect((await register(await deskPhone(), who)).answer.status).toBe(200);
  });

  it('registers as a login, and no more when that is over; another login of the same agent does', async () => {
    const [first, second] = [await browser('198.51.100.14'), await browser('198.51.100.14')];
    expect((await register(first, { agent: 'a6', ...edge.credentials('a6', 60, 'one') })).answer.status).toBe(200);
    expect((await contactsOf('a6'))[0]?.received).toMatch(/;transport=ws;session=one$/);
    await edge.rpc.call('htable.sets', 'ended', 'one', '1');
    expect((await register(first, { agent: 'a6', ...edge.credentials('a6', 60, 'one') })).answer.status).toBe(403);
    expect((await register(second, { agent: 'a6', ...edge.credentials('a6', 60, 'two') })).answer.status).toBe(200);
  });

  it('with credentials of the version before, which name no login, is challenged again and asks for new ones', async () => {
    const user = `${Math.floor(Date.now() / 1000) + 3600}:a1`;
    const password = createHmac('sha1', edge.secret).update(user).digest('base64');
    expect((await register(await browser('198.51.100.15'), { agent: 'a1', user, password })).answer.status).toBe(401);
  });

  it('is challenged again when its credentials have expired, and that is no wrong password', async () => {
    const peer = await browser('198.51.100.8');
    const { answer } = await register(peer, { agent: 'a1', ...edge.credentials('a1', -1) });
    expect(answer.status).toBe(401);
    expect((await edge.rpc.call('htable.dump', 'failed')).size).toBe(0);
  });

  it('is challenged again when its credentials are wrong or were made for a longer life than the switch gave', async () => {
    const peer = await browser('198.51.100.9');
    const { user, password } = edge.credentials('a1');
    expect((await register(peer, { agent: 'a1', user, password: wrong })).answer.status).toBe(401);
    expect((await register(peer, { agent: 'a1', user: `9${user}`, password })).answer.status).toBe(401);
  });

  it('may not register as somebody else', async () => {
    const peer = await browser('198.51.100.10');
    const { answer } = await register(peer, { agent: 'a2', ...edge.credentials('a1') });
    expect(answer.status).toBe(403);
    expect(await contactsOf('a2')).toEqual([]);
  });

  it('may not show two sets of credentials, one to be checked and one to be believed', async () => {
    const peer = await browser('198.51.100.11');
    const own = { method: 'REGISTER', uri: 'sip:zuoxi' };
    const challenge = await ask(peer, 'a2', 1, []);
    const good = authorization(challenge, { ...own, ...edge.credentials('a1') });
    const forged = authorization(challenge, { ...own, ...edge.credentials('a2'), password: wrong }).replace(
      'Authorization',
      'Proxy-Authorization',
    );
    expect((await ask(peer, 'a2', 2, [good, forged])).status).toBe(400);
  });

  it('is gone when its tab closes', async () => {
    const peer = await wsPeer(edge.ws, '198.51.100.12');
    await register(peer, { agent: 'a3', ...edge.credentials('a3') });
    expect(await contactsOf('a3')).toHaveLength(1);
    const told = await registrations();
    await peer.close();
    expect(await told.next('gone')).toMatchObject({ ev: 'gone', user: 'a3' });
    expect(await contactsOf('a3')).toEqual([]);
    told.close();
  });
});

describe('a desk phone', () => {
  beforeAll(() => edge.rpc.call('htable.sets', 'phones', 'd1', ha1('d1', 'geheim')));

  it('registers with its password', async () => {
    const told = await registrations();
    const { challenge, answer } = await register(await deskPhone(), { agent: 'd1', user: 'd1', password: 'geheim' });
    expect([challenge.status, answer.status]).toEqual([401, 200]);
    expect(await told.next('reg')).toMatchObject({
      ev: 'reg',
      user: 'd1',
      rc: 1,
      src: expect.stringMatching(/^udp:127\.0\.0\.1:\d+$/),
      ua: '',
    });
    told.close();
  });

  it('tells refresh and removal apart', async () => {
    const told = await registrations();
    const phone = await deskPhone();
    const who = { agent: 'd1', user: 'd1', password: 'geheim' };
    await register(phone, who);
    expect(await told.next('reg')).toMatchObject({ rc: 1 });
    await register(phone, { ...who, callId: 'd1 again' });
    expect(await told.next('reg')).toMatchObject({ rc: 2 });
    await register(phone, { ...who, expires: 0 });
    expect(await told.next('reg')).toMatchObject({ rc: 3 });
    told.close();
  });

  it('is challenged again for a wrong password and for a name that is nobody', async () => {
    const phone = await deskPhone('127.0.0.9');
    expect((await register(phone, { agent: 'd1', user: 'd1', password: wrong })).answer.status).toBe(401);
    await edge.rpc.call('htable.sets', 'pushed', 'phones', 'all');
    expect((await register(phone, { agent: 'nobody', user: 'nobody', password: 'geheim' })).answer.status).toBe(401);
  });

  it('is asked to come back, not refused, while the switch has not yet told who there is', async () => {
    await edge.rpc.call('htable.delete', 'pushed', 'phones');
    const phone = await deskPhone('127.0.0.10');
    expect((await register(phone, { agent: 'nobody', user: 'nobody', password: 'geheim' })).answer.status).toBe(503);
  });

  it('may not register as somebody else', async () => {
    const { answer } = await register(await deskPhone(), { agent: 'a2', user: 'd1', password: 'geheim' });
    expect(answer.status).toBe(403);
  });

  it('cannot be impersonated by a REGISTER that was listened to', async () => {
    const told = await registrations();
    const phone = await deskPhone();
    const challenge = await ask(phone, 'd1', 1, []);
    const credentials = authorization(challenge, { method: 'REGISTER', uri: 'sip:zuoxi', user: 'd1', password: 'geheim' });
    expect((await ask(phone, 'd1', 2, [credentials])).status).toBe(200);
    expect((await ask(await deskPhone('127.0.0.66'), 'd1', 2, [credentials])).status).toBe(401);
    expect(await told.next('reg')).toMatchObject({ user: 'd1' }); // the phone's own; it is told after the answer
    told.close();
  });

  it('may call itself anything: the event stays JSON', async () => {
    const told = await registrations();
    const phone = await deskPhone();
    const challenge = await ask(phone, 'd1', 1, []);
    const credentials = authorization(challenge, { method: 'REGISTER', uri: 'sip:zuoxi', user: 'd1', password: 'geheim' });
    await ask(phone, 'd1', 2, [credentials, 'User-Agent: 话机 "9000"\\\t{"ev":"gone"}']);
    expect(await told.next('reg')).toMatchObject({ ua: ' 9000{ev:gone}' });
    told.close();
  });
});

it('a registration for another domain is not ours', async () => {
  const peer = await deskPhone();
  const to = '<sip:a1@elsewhere.example>';
  peer.say(request({ method: 'REGISTER', uri: 'sip:elsewhere.example', via: peer.via, from: to, to, callId: 'elsewhere' }));
  expect((await peer.inbox.final('elsewhere')).status).toBe(404);
});

it('the secret is neither in the process list nor in the log', async () => {
  const { secret } = edge;
  expect(edge.commandLine()).not.toContain(secret);
  expect(edge.log()).not.toContain(secret);
});
