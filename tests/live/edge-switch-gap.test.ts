/** The switch was killed and is back within seconds: nobody outside may notice more than a pause. */
import { randomUUID } from 'node:crypto';
import { givenKamailio, type PrivateKamailio } from '../support/kamailio';
import { request, response, routeOf, uriIn, type SipMessage, type Say } from '../support/sip/message';
import { contactOf, register } from '../support/sip/register';
import { udpPeer, wsPeer, type Peer } from '../support/sip/peer';
import { standInSwitch, type StandInSwitch } from '../support/sip/stand-in-switch';

const sdp = 'v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 UDP/TLS/RTP/SAVPF 8\r\n';
const trunkHost = '127.0.0.77';

let edge: PrivateKamailio;
let theSwitch: StandInSwitch;
const peers: Peer[] = [];

beforeAll(async () => {
  edge = await givenKamailio();
  theSwitch = await standInSwitch(edge.instance.ports);
  await edge.rpc.call('htable.sets', 'trunks', trunkHost, 'carrier');
});
beforeEach(() => theSwitch.live());
afterEach(() => theSwitch.die());
afterAll(async () => {
  await Promise.all(peers.map((p) => p.close()));
  await edge.stop();
});

const trunk = async (): Promise<Peer> => {
  const peer = await udpPeer(edge.sip, trunkHost);
  peers.push(peer);
  return peer;
};
const invitation = (caller: Peer): Say & { callId: string } => ({
  method: 'INVITE',
  uri: 'sip:4001@zuoxi',
  via: caller.via,
  branch: `z9hG4bK${randomUUID()}`,
  from: '<sip:13800138000@carrier.example>;tag=caller',
  to: '<sip:4001@zuoxi>',
  callId: randomUUID() as string,
  contact: contactOf(caller, 'caller'),
  body: sdp,
});
const heardBySwitch = (s: Say, method: string): Promise<SipMessage> =>
  theSwitch.inbox.next(`${method} of the call`, (m) => m.method === method && m.header('call-id') === s.callId);
/** Resolves when the edge says that something waits: the retry is under way. */
const waiting = (s: Say, method: string): Promise<void> =>
  edge.logged(new RegExp(`the switch is away: ${method} call ${s.callId}`));

it('a new call waits for it, is told 100, and then reaches it with its source', async () => {
  await theSwitch.die();
  const caller = await trunk();
  const invite = invitation(caller);
  caller.say(request(invite));
  await caller.inbox.next('100', (m) => m.status === 100);
  await waiting(invite, 'INVITE');
  await theSwitch.live();
  const heard = await heardBySwitch(invite, 'INVITE');
  expect(heard.all('x-zuoxi-source')).toEqual([`trunk;id=carrier;ip=${trunkHost}`]);
  expect(heard.all('record-route')).toHaveLength(2);
  expect(heard.body).toBe(sdp);
  theSwitch.answer(heard, 486);
  expect((await caller.inbox.final(invite.callId ?? '')).status).toBe(486);
}, 30_000);

it('a call that comes before a new edge was told its trunks is taken when it is said again, not refused', async () => {
  const caller = await trunk();
  await edge.rpc.call('htable.delete', 'trunks', trunkHost);
  const invite = invitation(caller);
  caller.say(request(invite));
  const stranger = await trunk();
  stranger.say(request({ ...invitation(stranger), method: 'OPTIONS', uri: `sip:${edge.sip.host}:${edge.sip.port}` }));
  await stranger.inbox.next('200: what came before was read, too', (m) => m.status === 200);
  await edge.rpc.call('htable.sets', 'trunks', trunkHost, 'carrier');
  caller.say(request(invite));
  const heard = await heardBySwitch(invite, 'INVITE');
  theSwitch.answer(heard, 486);
  expect((await caller.inbox.final(invite.callId ?? '')).status).toBe(486);
}, 30_000);

it('a new call is refused 503 when it stays away', async () => {
  await theSwitch.die();
  const caller = await trunk();
  const invite = invitation(caller);
  caller.say(request(invite));
  expect((await caller.inbox.final(invite.callId ?? '')).status).toBe(503);
  expect(edge.log()).toContain(`the switch stayed away: INVITE call ${invite.callId} refused`);
}, 30_000);

it('a new call is refused 503 when the switch sleeps', async () => {
  const caller = await trunk();
  await heardBySwitchOnce(caller);
  const invite = invitation(caller);
  caller.say(request(invite));
  await heardBySwitch(invite, 'INVITE'); // and answers nothing
  expect((await caller.inbox.final(invite.callId ?? '')).status).toBe(503);
}, 30_000);

it('a caller who gives up while the call waits is told 487, and the switch never hears of it', async () => {
  await theSwitch.die();
  const caller = await trunk();
  const invite = invitation(caller);
  caller.say(request(invite));
  await waiting(invite, 'INVITE');
  caller.say(request({ ...invite, method: 'CANCEL', body: undefined, contact: undefined }));
  expect((await caller.inbox.final(invite.callId ?? '', 'INVITE')).status).toBe(487);
  await theSwitch.live();
  const next = invitation(caller); // what comes later gets there, what was given up does not
  caller.say(request(next));
  await heardBySwitch(next, 'INVITE');
  expect(theSwitch.inbox.unread().filter((m) => m.header('call-id') === invite.callId)).toEqual([]);
}, 30_000);

it('a caller who gives up a ringing call is heard by the switch that came back, on the branch it knows', async () => {
  const caller = await trunk();
  const invite = invitation(caller);
  caller.say(request(invite));
  const ringing = await heardBySwitch(invite, 'INVITE');
  theSwitch.answer(ringing, 180);
  await caller.inbox.next('180', (m) => m.status === 180);
  await theSwitch.die();
  caller.say(request({ ...invite, method: 'CANCEL', body: undefined, contact: undefined }));
  await edge.logged(new RegExp(`the switch is away: CANCEL call ${invite.callId}`));
  await theSwitch.live();
  const cancel = await heardBySwitch(invite, 'CANCEL');
  expect(cancel.header('via').split(';branch=')[1]).toBe(ringing.header('via').split(';branch=')[1]);
  theSwitch.answer(cancel, 200);
  theSwitch.say(response(ringing, 487, { tag: 'sw' })); // over its own, new connection
  expect((await caller.inbox.final(invite.callId ?? '', 'INVITE')).status).toBe(487);
}, 30_000);

describe.each(['trunk', 'browser'] as const)('a running call of a %s', (kind) => {
  /** a call that the peer made (trunk) or received (browser), answered */
  async function talking(): Promise<{ peer: Peer; ours: Say; theirs: Say }> {
    if (kind === 'trunk') {
      const peer = await trunk();
      const invite = invitation(peer);
      peer.say(request(invite));
      const heard = await heardBySwitch(invite, 'INVITE');
      theSwitch.answer(heard, 200, { headers: [`Contact: ${theSwitch.contact}`], body: sdp });
      const ok = await peer.inbox.final(invite.callId ?? '');
      const common = { callId: invite.callId, method: 'BYE', cseq: 2 };
      const [caller, called] = [heard.header('from'), ok.header('to')];
      const theirs = {
        ...common,
        uri: uriIn(ok.header('contact')),
        via: peer.via,
        from: caller,
        to: called,
        headers: routeOf(ok, 'caller'),
      };
      peer.say(request({ ...theirs, method: 'ACK', cseq: 1 }));
      await heardBySwitch(invite, 'ACK');
      const ours = {
        ...common,
        uri: uriIn(heard.header('contact')),
        via: theSwitch.via,
        from: called,
        to: caller,
        headers: routeOf(heard, 'called'),
      };
      return { peer, ours, theirs };
    }
    const peer = await wsPeer(edge.ws, '198.51.100.7');
    peers.push(peer);
    await register(peer, { agent: 'a1', ...edge.credentials('a1') });
    const invite = {
      ...invitation(peer),
      uri: 'sip:a1@zuoxi',
      to: '<sip:a1@zuoxi>',
      via: theSwitch.via,
      contact: theSwitch.contact,
    };
    theSwitch.say(request(invite));
    const heard = await peer.inbox.next('INVITE', (m) => m.method === 'INVITE' && m.header('call-id') === invite.callId);
    peer.say(response(heard, 200, { tag: 'br', headers: [`Contact: ${contactOf(peer, 'a1')}`], body: sdp }));
    const ok = await theSwitch.inbox.final(invite.callId ?? '');
    const common = { callId: invite.callId, method: 'BYE', cseq: 2 };
    const [caller, called] = [heard.header('from'), ok.header('to')];
    const ours = {
      ...common,
      uri: uriIn(ok.header('contact')),
      via: theSwitch.via,
      from: caller,
      to: called,
      headers: routeOf(ok, 'caller'),
    };
    theSwitch.say(request({ ...ours, method: 'ACK', cseq: 1 }));
    await peer.inbox.request('ACK');
    const theirs = {
      ...common,
      uri: uriIn(heard.header('contact')),
      via: peer.via,
      from: called,
      to: caller,
      headers: routeOf(heard, 'called'),
    };
    return { peer, ours, theirs };
  }

  it('is ended by its BYE that was sent while the switch was away', async () => {
    const { peer, theirs } = await talking();
    await theSwitch.die();
    peer.say(request(theirs));
    await waiting(theirs, 'BYE');
    await theSwitch.live();
    const bye = await heardBySwitch(theirs, 'BYE');
    theSwitch.answer(bye, 200);
    expect((await peer.inbox.final(theirs.callId ?? '', 'BYE')).status).toBe(200);
  }, 30_000);

  it('is ended by the switch that came back; the response reaches it by its Via', async () => {
    const { peer, ours } = await talking();
    theSwitch.say(request(ours));
    const bye = await peer.inbox.request('BYE');
    await theSwitch.die();
    await theSwitch.live();
    peer.say(response(bye, 200));
    expect((await theSwitch.inbox.final(ours.callId ?? '', 'BYE')).status).toBe(200);
  }, 30_000);
});

it('a request that was written to a dying connection is written again', async () => {
  const caller = await trunk();
  await heardBySwitchOnce(caller);
  const invite = invitation(caller);
  caller.say(request(invite));
  await heardBySwitch(invite, 'INVITE'); // and answers nothing, not even 100: it died with the request in its buffer
  await theSwitch.die();
  await theSwitch.live();
  const again = await heardBySwitch(invite, 'INVITE');
  theSwitch.answer(again, 486);
  expect((await caller.inbox.final(invite.callId ?? '')).status).toBe(486);
}, 30_000);

it('an answer that was given while it was away is heard when it is given again (RFC 3261 §13.3.1.4)', async () => {
  const callee = await trunk();
  const invite = { ...invitation(callee), uri: `sip:1@${callee.via.slice(4)}`, via: theSwitch.via, contact: theSwitch.contact };
  theSwitch.say(request(invite));
  const heard = await callee.inbox.request('INVITE');
  await theSwitch.die();
  const ok = response(heard, 200, { tag: 'callee', headers: [`Contact: ${contactOf(callee, 'callee')}`], body: sdp });
  callee.say(ok);
  await theSwitch.live();
  callee.say(ok);
  expect((await theSwitch.inbox.final(invite.callId)).status).toBe(200);
}, 30_000);

it('an answer to a call that a restarted edge knows nothing of reaches the switch by its Via', async () => {
  const callee = await trunk();
  const invite = { ...invitation(callee), uri: `sip:1@${callee.via.slice(4)}`, via: theSwitch.via, contact: theSwitch.contact };
  theSwitch.say(request(invite));
  const heard = await callee.inbox.request('INVITE');
  await edge.restart();
  await edge.rpc.call('htable.sets', 'trunks', trunkHost, 'carrier');
  callee.say(
    response(heard, 200, {
      tag: 'callee',
      headers: [`Contact: ${contactOf(callee, 'callee')}`, 'X-Zuoxi-Call: forged'],
      body: sdp,
    }),
  );
  const ok = await theSwitch.inbox.final(invite.callId);
  expect([ok.status, ok.header('x-zuoxi-call')]).toEqual([200, '']);
}, 30_000);

/** Opens the connection between edge and switch. */
async function heardBySwitchOnce(caller: Peer): Promise<void> {
  const first = invitation(caller);
  caller.say(request(first));
  const heard = await heardBySwitch(first, 'INVITE');
  theSwitch.answer(heard, 486);
  await caller.inbox.final(first.callId ?? '');
}
