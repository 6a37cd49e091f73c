import { callPeer, duet, sdpHeaders } from '../testkit/duet';
import { offerSdp } from '../testkit/scene';

test('forked 2xx: the first is the call, the others are ACKed and BYEd without a word', async () => {
  const { ua, peer, answered, ended, clock } = await duet();
  ua.invite('x', callPeer);
  const invite = peer.request1('INVITE');
  peer.respond(invite, 200, sdpHeaders, offerSdp(5000), 'first');
  peer.respond(invite, 200, sdpHeaders, offerSdp(5002), 'second');
  expect(peer.titles()).toEqual(['INVITE', 'ACK', 'ACK', 'BYE']);
  expect(peer.request1('BYE').toTag).toBe('second');
  expect([answered.length, ended.length]).toEqual([1, 0]);
  // the second says it again before it got our ACK: it gets one again, and no second BYE
  peer.respond(invite, 200, sdpHeaders, offerSdp(5002), 'second');
  peer.respond(peer.request1('BYE'), 200);
  await clock.advance(100);
  expect(peer.titles().slice(4)).toEqual(['ACK']);
});

test('CANCEL waits for a provisional response (§9.1)', async () => {
  const { ua, peer, ended } = await duet();
  ua.invite('x', callPeer);
  ua.end('x');
  expect(peer.titles()).toEqual(['INVITE']);
  const invite = peer.request1('INVITE');
  peer.respond(invite, 100, {}, '', '');
  peer.respond(invite, 180);
  const cancel = peer.request1('CANCEL');
  expect(peer.titles()).toEqual(['INVITE', 'CANCEL']);
  expect([cancel.via.branch, cancel.cseq.seq, cancel.uri]).toEqual([invite.via.branch, invite.cseq.seq, invite.uri]);
  peer.respond(cancel, 200);
  peer.respond(invite, 486);
  expect(peer.titles().at(-1)).toBe('ACK');
  expect(ended).toEqual([['x', { by: 'us', status: 487, reason: 'cancelled' }]]);
});

test('a peer that never answers the cancelled INVITE: the end is reported after 4 s, all is forgotten after 32 s', async () => {
  const { ua, peer, ended, clock, records } = await duet();
  ua.invite('x', callPeer);
  peer.respond(peer.request1('INVITE'), 180);
  ua.end('x');
  await clock.advance(3_999);
  expect(ended).toHaveLength(0);
  await clock.advance(1);
  expect(ended).toEqual([['x', { by: 'us', status: 487, reason: 'cancelled' }]]);
  expect(records.size).toBe(1);
  await clock.advance(30_000);
  expect([ended.length, records.size, ua.layer.size, clock.waiting]).toEqual([1, 0, 0, 0]);
});

test('a next hop that forgot the call: after 190 s without a word it is cancelled and over', async () => {
  const { ua, peer, ended, clock, records } = await duet();
  ua.invite('x', callPeer);
  const invite = peer.request1('INVITE');
  peer.respond(invite, 180);
  await clock.advance(180_000);
  peer.respond(invite, 180);
  await clock.advance(189_000);
  expect(ended).toEqual([]);
  await clock.advance(1_000);
  expect(ended).toEqual([['x', { by: 'them', status: 408, reason: 'no final response', silent: true }]]);
  expect(peer.titles().at(-1)).toBe('CANCEL');
  await clock.advance(40_000);
  expect([ended.length, records.size]).toEqual([1, 0]);
});

test('200 after CANCEL, long after: ACK and BYE, still one end', async () => {
  const { ua, peer, ended, answered, clock } = await duet();
  ua.invite('x', callPeer);
  const invite = peer.request1('INVITE');
  peer.respond(invite, 180);
  ua.end('x');
  await clock.advance(10_000);
  peer.respond(invite, 200, sdpHeaders, offerSdp(5000));
  expect(peer.titles()).toEqual(['INVITE', 'CANCEL', 'ACK', 'BYE']);
  expect([ended.length, answered.length]).toEqual([1, 0]);
});

describe('a trunk that challenges', () => {
  const credentials = (_id: string, realm: string) => (realm === 'carrier' ? { user: 'u', password: 'p' } : undefined);
  const challenge = { 'Proxy-Authenticate': 'Digest realm="carrier", nonce="n1", qop="auth", algorithm=SHA-256' };

  test('the INVITE goes again with credentials: same Call-ID and tag, next CSeq, new branch', async () => {
    const { ua, peer, answered } = await duet('TCP', { credentials });
    ua.invite('x', callPeer);
    const first = peer.request1('INVITE');
    peer.respond(first, 407, challenge);
    const second = peer.request1('INVITE');
    expect(peer.titles()).toEqual(['INVITE', 'ACK', 'INVITE']);
    expect([second.callId, second.fromTag, second.cseq.seq]).toEqual([first.callId, first.fromTag, 2]);
    expect(second.via.branch).not.toBe(first.via.branch);
    expect(second.headers.get('proxy-authorization')?.[0]).toMatch(/^Digest username="u", realm="carrier".*nc=00000001/);
    peer.respond(second, 200, sdpHeaders, offerSdp(5000));
    expect(answered).toHaveLength(1);
    // the ACK cannot be challenged, so it carries what the INVITE carried (§22.1)
    expect(peer.request1('ACK').headers.get('proxy-authorization')).toEqual(second.headers.get('proxy-authorization'));
  });

  test('wrong credentials are not tried twice', async () => {
    const { ua, peer, ended } = await duet('TCP', { credentials });
    ua.invite('x', callPeer);
    peer.respond(peer.request1('INVITE'), 407, challenge);
    peer.respond(peer.request1('INVITE'), 407, { 'Proxy-Authenticate': 'Digest realm="carrier", nonce="n2"' });
    expect(peer.titles()).toEqual(['INVITE', 'ACK', 'INVITE', 'ACK']);
    expect(ended).toEqual([['x', { by: 'them', status: 407, reason: 'Text' }]]);
  });

  test('no credentials for the realm: the refusal ends the leg', async () => {
    const { ua, peer, ended } = await duet();
    ua.invite('x', callPeer);
    peer.respond(peer.request1('INVITE'), 401, { 'WWW-Authenticate': 'Digest realm="strange", nonce="1"' });
    expect(ended).toEqual([['x', { by: 'them', status: 401, reason: 'Text' }]]);
  });

  test('a BYE inside the dialog is challenged: it goes again', async () => {
    const { ua, peer, weTalk, records } = await duet('TCP', { credentials });
    weTalk();
    ua.end('x');
    const first = peer.request1('BYE');
    peer.respond(first, 401, { 'WWW-Authenticate': 'Digest realm="carrier", nonce="n1"' });
    const second = peer.request1('BYE');
    expect(second.cseq.seq).toBe(first.cseq.seq + 1);
    expect(second.headers.has('authorization')).toBe(true);
    peer.respond(second, 200);
    expect(records.size).toBe(0);
  });
});

test('422: the INVITE goes again with the session interval that the peer needs (RFC 4028 §7.3)', async () => {
  const { ua, peer } = await duet('TCP', { sessionExpires: 120 });
  ua.invite('x', callPeer);
  expect(peer.request1('INVITE').headers.get('session-expires')).toEqual(['120;refresher=uac']);
  peer.respond(peer.request1('INVITE'), 422, { 'Min-SE': '300' });
  expect(peer.request1('INVITE').headers.get('session-expires')).toEqual(['300;refresher=uac']);
  expect(peer.request1('INVITE').headers.get('min-se')).toEqual(['300']);
});

test('a 2xx without SDP is no answer: ACK, BYE, 488', async () => {
  const { ua, peer, ended } = await duet();
  ua.invite('x', callPeer);
  peer.respond(peer.request1('INVITE'), 200, { Contact: '<sip:peer@10.0.0.2>' });
  expect(peer.titles()).toEqual(['INVITE', 'ACK', 'BYE']);
  expect(ended).toEqual([['x', { by: 'them', status: 488, reason: 'no answer to our offer' }]]);
});

test('requests in the dialog follow the Record-Route in reverse and go to the Contact (§12.1.2)', async () => {
  const { ua, peer, weTalk } = await duet();
  weTalk({ 'Record-Route': '<sip:p2@h;lr>, <sip:p1@h;lr>', Contact: '<sip:there@10.9.9.9:5090>' });
  ua.end('x');
  expect(peer.request1('BYE').uri).toBe('sip:there@10.9.9.9:5090');
  expect(peer.request1('BYE').headers.get('route')).toEqual(['<sip:p1@h;lr>', '<sip:p2@h;lr>']);
});

test('a strict router becomes the request URI (§12.2.1.1)', async () => {
  const { ua, peer, weTalk } = await duet();
  weTalk({ 'Record-Route': '<sip:strict@h>', Contact: '<sip:there@10.9.9.9>' });
  ua.end('x');
  expect([peer.request1('BYE').uri, peer.request1('BYE').headers.get('route')]).toEqual([
    'sip:strict@h',
    ['<sip:there@10.9.9.9>'],
  ]);
});

test('a name in use is refused', async () => {
  const { ua } = await duet();
  ua.invite('x', callPeer);
  expect(() => ua.invite('x', callPeer)).toThrow('exists');
});

test('302: the same call elsewhere, at most five times (§8.1.3.4)', async () => {
  const asked: (readonly string[])[] = [];
  const redirected = (_id: string, targets: readonly string[]) => {
    asked.push(targets);
    return { to: targets[0] ?? '', headers: [] };
  };
  const { ua, peer, ended, network } = await duet('TCP', { events: { redirected } });
  ua.invite('x', callPeer);
  const first = peer.request1('INVITE');
  for (let i = 1; i <= 6; i++)
    peer.respond(peer.request1('INVITE'), 302, { Contact: `<sip:${i}@10.0.0.2>;q=0.7, <sip:b@10.0.0.9>` });
  const invites = peer.got.filter((m) => m.kind === 'request' && m.method === 'INVITE');
  expect(invites.map((m) => [m.kind === 'request' && m.uri, m.cseq.seq, m.callId === first.callId, m.to.uri])).toEqual(
    ['sip:peer@10.0.0.2', ...[1, 2, 3, 4, 5].map((i) => `sip:${i}@10.0.0.2`)].map((uri, i) => [uri, i + 1, true, first.to.uri]),
  );
  expect(asked).toHaveLength(5);
  expect(asked[0]).toEqual(['sip:1@10.0.0.2', 'sip:b@10.0.0.9']);
  expect(ended).toEqual([['x', { by: 'them', status: 302, reason: 'Text' }]]);
  expect(network.story.filter((t) => t === 'ACK')).toHaveLength(6);
});

test('302 that may not be followed ends the leg', async () => {
  const { ua, peer, ended } = await duet('TCP', { events: { redirected: () => null } });
  ua.invite('x', callPeer);
  peer.respond(peer.request1('INVITE'), 302, { Contact: '<sip:x@elsewhere.example>' });
  expect(ended).toMatchObject([['x', { status: 302 }]]);
});
