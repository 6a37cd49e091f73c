import { duet, sdpHeaders } from '../testkit/duet';
import { Network } from '../testkit/network';
import { RawPeer } from '../testkit/raw-peer';
import { offerSdp, scene } from '../testkit/scene';
import { VirtualClock } from '../testkit/virtual-clock';

const outside = { From: '<sip:peer@10.0.0.2>;tag=peer', To: '<sip:we@10.0.0.1>', 'Call-ID': 'theirs' };
const invite = { ...outside, CSeq: '1 INVITE', ...sdpHeaders };
const uri = 'sip:we@10.0.0.1';

test('the same INVITE on another way of our proxy, which no longer waits for the first: the same leg, answered there (§8.2.2.2)', async () => {
  const { ua, peer, invited } = await duet();
  peer.request(`INVITE ${uri}`, invite, offerSdp(5000));
  const again = peer.request(`INVITE ${uri}`, invite, offerSdp(5000));
  ua.answer('in1', offerSdp(4000));
  expect(peer.titles()).toEqual(['100 INVITE', '100 INVITE', '200 INVITE']);
  expect(peer.response(200).via.branch).toBe(again);
  expect(invited).toHaveLength(1);
});

test('without a proxy of ours it is merged: 482, the first goes on', async () => {
  const network = new Network();
  const [ours, theirs] = [
    { host: '10.0.0.1', port: 5060 },
    { host: '10.0.0.2', port: 5060 },
  ];
  const { invited } = await scene(network, new VirtualClock(), ours, undefined, 'UDP');
  const peer = new RawPeer(theirs, network, ours, 'UDP');
  peer.request(`INVITE ${uri}`, invite, offerSdp(5000));
  peer.request(`INVITE ${uri}`, invite, offerSdp(5000));
  expect(peer.titles().at(-1)).toBe('482 INVITE');
  expect(invited).toHaveLength(1);
});

test.each([
  [
    'an extension we do not know: 420 names it (§8.2.2.3)',
    { Require: 'timer, gruu, replaces' },
    420,
    ['unsupported', 'gruu, replaces'],
  ],
  ['a foreign body: 415 says what is taken', { 'Content-Type': 'application/isup' }, 415, ['accept', 'application/sdp']],
  ['an encoded body: 415', { 'Content-Encoding': 'gzip' }, 415, ['accept-encoding', 'identity']],
  ['too short a session: 422 (RFC 4028 §9)', { Supported: 'timer', 'Session-Expires': '60' }, 422, ['min-se', '90']],
  ['Replaces of a dialog that is not: 481 (RFC 3891 §3)', { Replaces: 'no@where;to-tag=1;from-tag=2' }, 481, undefined],
] as const)('INVITE with %s', async (_what, more, status, expected) => {
  const { peer, invited } = await duet();
  const { body = offerSdp(5000), ...headers } = more as Record<string, string>;
  peer.request(`INVITE ${uri}`, { ...invite, ...headers }, body);
  expect(peer.titles()).toEqual(['100 INVITE', `${status} INVITE`]);
  if (expected) expect(peer.response(status).headers.get(expected[0])).toEqual([expected[1]]);
  expect(invited).toHaveLength(0);
});

test('SDP within a multipart body is found (SIP-I trunks wrap it with ISUP)', async () => {
  const { peer, invited } = await duet();
  const body = `--b1\r\nContent-Type: application/isup\r\n\r\nxx\r\n--b1\r\nContent-Type: application/sdp\r\n\r\n${offerSdp(5000)}\r\n--b1--\r\n`;
  peer.request(`INVITE ${uri}`, { ...invite, 'Content-Type': 'multipart/mixed; boundary="b1"' }, body);
  expect(invited[0]?.[1].sdp).toBe(offerSdp(5000));
});

test.each([
  ['BYE', 481],
  ['INFO', 481],
  ['UPDATE', 481],
  ['PRACK', 481],
  ['REGISTER', 405],
  ['MESSAGE', 405],
  ['SUBSCRIBE', 405],
  ['NOTIFY', 489],
  ['REFER', 403],
  ['OPTIONS', 200],
  ['DANCE', 501],
])('%s outside a dialog is answered %d', async (method, status) => {
  const { peer } = await duet();
  peer.request(`${method} ${uri}`, { ...outside, CSeq: `1 ${method}` });
  expect(peer.titles()).toEqual([`${status} ${method}`]);
  if (status === 405 || status === 200) expect(peer.response(status, method).headers.get('allow')?.[0]).toContain('INVITE');
});

test('requests for dialogs we do not have: 481, and silence for ACK', async () => {
  const { peer } = await duet();
  for (const method of ['INVITE', 'BYE', 'OPTIONS', 'ACK', 'CANCEL'])
    peer.request(`${method} ${uri}`, { ...outside, To: '<sip:we@10.0.0.1>;tag=gone', CSeq: `1 ${method}` });
  expect(peer.titles()).toEqual(['100 INVITE', '481 INVITE', '481 BYE', '481 OPTIONS', '481 CANCEL']);
});

test('a request out of order: 500 (§12.2.2), and the call goes on', async () => {
  const { peer, peerTalks, inside, ended } = await duet();
  peerTalks();
  peer.request(`OPTIONS ${uri}`, inside('in1', '7 OPTIONS'));
  peer.request(`BYE ${uri}`, inside('in1', '6 BYE'));
  expect(peer.titles().slice(-2)).toEqual(['200 OPTIONS', '500 BYE']);
  expect(ended).toEqual([]);
});

test('a stranger’s tag does not open our dialog', async () => {
  const { peer, peerTalks, inside, ended } = await duet();
  peerTalks();
  peer.request(`BYE ${uri}`, { ...inside('in1', '9 BYE'), From: '<sip:peer@10.0.0.2>;tag=evil' });
  expect(peer.titles().at(-1)).toBe('481 BYE');
  expect(ended).toEqual([]);
});

test('BYE instead of CANCEL while it rings (§15.1.2): 200 and 487', async () => {
  const { ua, peer, ended } = await duet();
  peer.request(`INVITE ${uri}`, invite, offerSdp(5000));
  ua.ring('in1');
  peer.request(`BYE ${uri}`, { ...outside, To: peer.response(180).headers.get('to')?.[0] ?? '', CSeq: '2 BYE' });
  expect(peer.titles()).toEqual(['100 INVITE', '180 INVITE', '200 BYE', '487 INVITE']);
  expect(ended).toEqual([['in1', { by: 'them', status: 200, reason: 'hung up' }]]);
});

test('CANCEL after the answer changes nothing (§9.2)', async () => {
  const { ua, peer, ended } = await duet();
  const branch = peer.request(`INVITE ${uri}`, invite, offerSdp(5000));
  ua.answer('in1', offerSdp(4000));
  peer.request(`CANCEL ${uri}`, { ...outside, CSeq: '1 CANCEL' }, '', branch);
  expect(peer.titles()).toEqual(['100 INVITE', '200 INVITE', '200 CANCEL']);
  expect(ended).toEqual([]);
});

test.each([
  ['application/dtmf-relay', 'Signal=5\r\nDuration=160\r\n', '200', ['5']],
  ['application/dtmf-relay', 'Signal= 11\r\nDuration=100', '200', ['#']],
  ['application/dtmf', '*', '200', ['*']],
  ['application/dtmf', 'hello', '400', []],
  ['application/media_control+xml', '<x/>', '415', []],
] as const)('INFO %s %j is answered %s', async (type, body, status, pressed) => {
  const { peer, peerTalks, inside, digits } = await duet();
  peerTalks();
  peer.request(`INFO ${uri}`, inside('in1', '2 INFO', { 'Content-Type': type }), body);
  expect(peer.titles().at(-1)).toBe(`${status} INFO`);
  expect(digits.map(([, digit]) => digit)).toEqual(pressed);
});

test('REFER: 202, NOTIFY 100 at once, NOTIFY 200 when we hang up (RFC 3515)', async () => {
  const { ua, peer, peerTalks, inside, referred } = await duet();
  peerTalks();
  peer.request(
    `REFER ${uri}`,
    inside('in1', '2 REFER', { 'Refer-To': '<sip:1002@zuoxi?Replaces=abc%3Bto-tag%3D1%3Bfrom-tag%3D2>' }),
  );
  expect(referred).toEqual([['in1', 'sip:1002@zuoxi?Replaces=abc%3Bto-tag%3D1%3Bfrom-tag%3D2']]);
  expect(peer.titles().slice(-2)).toEqual(['202 REFER', 'NOTIFY']);
  expect([peer.request1('NOTIFY').body, peer.request1('NOTIFY').headers.get('event')]).toEqual([
    'SIP/2.0 100 Trying\r\n',
    ['refer;id=2'],
  ]);
  ua.end('in1');
  expect(peer.titles().slice(-2)).toEqual(['NOTIFY', 'BYE']);
  expect(peer.request1('NOTIFY').body).toBe('SIP/2.0 200 OK\r\n');
  expect(peer.request1('NOTIFY').headers.get('subscription-state')?.[0]).toMatch(/^terminated/);
});

test('Replaces names the leg that is to be replaced (RFC 3891)', async () => {
  const { peer, peerTalks, inside, invited } = await duet();
  peerTalks();
  const ourTag = /tag=(\w+)/.exec(inside('in1', '1 X').To ?? '')?.[1];
  peer.request(
    `INVITE ${uri}`,
    { ...invite, 'Call-ID': 'other', Replaces: `theirs;to-tag=${ourTag};from-tag=peer` },
    offerSdp(5000),
  );
  expect(invited[1]?.[1].replaces).toBe('in1');
});
