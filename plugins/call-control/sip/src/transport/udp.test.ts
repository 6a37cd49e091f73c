/** Retransmissions in virtual time (RFC 3261 §17, figures 5 to 8), and the way back through a NAT. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createUserAgent } from '../index';
import { callPeer, duet, sdpHeaders } from '../testkit/duet';
import { offerSdp } from '../testkit/scene';

const times = async (d: Awaited<ReturnType<typeof duet>>, title: string, ms: number): Promise<number[]> => {
  const at: number[] = [];
  let seen = 0;
  for (let t = 0; t <= ms; t += 100) {
    const now = d.peer.titles().filter((x) => x === title).length;
    if (now > seen) at.push(t);
    seen = now;
    await d.clock.advance(100);
  }
  return at;
};

test('INVITE: 0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5 s, then 408', async () => {
  const d = await duet('UDP');
  d.ua.invite('x', callPeer);
  expect(await times(d, 'INVITE', 40_000)).toEqual([0, 500, 1500, 3500, 7500, 15_500, 31_500]);
  expect(d.ended[0]?.[1].status).toBe(408);
});

test('a provisional response stops it', async () => {
  const d = await duet('UDP');
  d.ua.invite('x', callPeer);
  d.peer.respond(d.peer.request1('INVITE'), 100, {}, '', '');
  expect(await times(d, 'INVITE', 5_000)).toEqual([0]);
});

test('BYE: every 4 s at most, every 4 s once there was a provisional response', async () => {
  const d = await duet('UDP');
  d.weTalk();
  d.ua.end('x');
  expect(await times(d, 'BYE', 12_000)).toEqual([0, 500, 1500, 3500, 7500, 11_500]);
});

test('over TCP nothing is sent twice but the 2xx to an INVITE (§13.3.1.4)', async () => {
  const d = await duet('TCP');
  d.ua.invite('x', callPeer);
  d.peer.request(
    'INVITE sip:we@10.0.0.1',
    { From: '<sip:p@h>;tag=p', To: '<sip:w@h>', 'Call-ID': 'c', CSeq: '1 INVITE', ...sdpHeaders },
    offerSdp(1),
  );
  d.ua.answer('in1', offerSdp(2));
  expect(await times(d, '200 INVITE', 8_000)).toEqual([0, 500, 1500, 3500, 7500]);
  expect(d.peer.titles().filter((t) => t === 'INVITE')).toHaveLength(1);
});

test('a failure is repeated until its ACK; a request that comes again gets the same response', async () => {
  const d = await duet('UDP');
  const headers = { From: '<sip:p@h>;tag=p', To: '<sip:w@h>', 'Call-ID': 'c', CSeq: '1 INVITE', ...sdpHeaders };
  const branch = d.peer.request('INVITE sip:we@10.0.0.1', headers, offerSdp(1));
  d.ua.reject('in1', 486);
  await d.clock.advance(1_600);
  d.peer.request('INVITE sip:we@10.0.0.1', headers, offerSdp(1), branch);
  expect(d.peer.titles()).toEqual(['100 INVITE', '486 INVITE', '486 INVITE', '486 INVITE', '486 INVITE']);
  d.peer.request('ACK sip:we@10.0.0.1', { ...headers, CSeq: '1 ACK' }, '', branch);
  await d.clock.advance(40_000);
  expect(d.peer.got).toHaveLength(5);
  expect([d.ua.layer.size, d.clock.waiting]).toEqual([0, 0]);
});

test('a final response that comes again is acknowledged again', async () => {
  const d = await duet('UDP');
  d.ua.invite('x', callPeer);
  const invite = d.peer.request1('INVITE');
  for (let i = 0; i < 3; i++) d.peer.respond(invite, 486);
  expect(d.peer.titles()).toEqual(['INVITE', 'ACK', 'ACK', 'ACK']);
  expect(d.ended).toHaveLength(1);
});

test('an RFC 2543 peer without branches is matched by the rest (§17.2.3)', async () => {
  const d = await duet('UDP');
  const headers = { From: '<sip:p@h>', To: '<sip:w@h>', 'Call-ID': 'c', CSeq: '1 INVITE', 'Content-Type': 'application/sdp' };
  for (let i = 0; i < 2; i++) d.peer.request('INVITE sip:we@10.0.0.1', headers, offerSdp(1), 'same');
  expect([d.peer.titles(), d.invited.length]).toEqual([['100 INVITE', '100 INVITE'], 1]);
});

test.each([
  [';rport', 'the source port'],
  ['', 'the port in Via'],
])('with Via "%s" the response goes to %s (RFC 3581)', async (rport) => {
  const ua = createUserAgent({
    transport: 'udp',
    local: { host: '127.0.0.1', port: 0 },
    name: 'test',
    newId: () => 'x',
    on: { invited: () => undefined, ended: () => undefined },
  });
  await ua.start();
  const sender = createSocket('udp4').bind(0, '127.0.0.1');
  const named = createSocket('udp4').bind(0, '127.0.0.1');
  await Promise.all([once(sender, 'listening'), once(named, 'listening')]);
  const text = `OPTIONS sip:x SIP/2.0\r\nVia: SIP/2.0/UDP 10.1.1.1:${named.address().port};branch=z9hG4bKn${rport}\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: n\r\nCSeq: 1 OPTIONS\r\n\r\n`;
  const [answer] = (
    await Promise.all([once(rport ? sender : named, 'message'), sender.send(text, ua.address().port, '127.0.0.1')])
  )[0] as [Buffer];
  expect(answer.toString()).toContain(`;received=127.0.0.1${rport ? `;rport=${sender.address().port}` : ''}\r\n`);
  sender.close();
  named.close();
  await ua.close();
});
