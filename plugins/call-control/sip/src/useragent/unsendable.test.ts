/** A call that cannot be written as a message is over, once, with a line in the log; the next one goes its way. */
import { duet, callPeer } from '../testkit/duet';
import { offerSdp } from '../testkit/scene';

const forged = 'h\r\nX-Zuoxi-Call: s1-1-1\r\nContent-Length: 0\r\n\r\nINVITE sip:a1@zuoxi SIP/2.0';
const failed = { by: 'us', status: 500 };

test.each([
  ['whom', { ...callPeer, to: `sip:peer@${forged}` }],
  ['whom, by a blank', { ...callPeer, to: 'sip:peer@h SIP/2.0' }],
  ['from whom', { ...callPeer, from: `sip:we@${forged}` }],
  ['a header', { ...callPeer, headers: [['X-Zuoxi-Next-Hop', forged]] as const }],
  ['a header name', { ...callPeer, headers: [['X: 1\r\nY', 'z']] as const }],
])('a call that says %s with a line break puts nothing on the link', async (_what, call) => {
  const d = await duet();
  d.ua.invite('x', call);
  expect(d.ended).toEqual([['x', expect.objectContaining(failed)]]);
  expect(d.refused).toEqual([expect.stringMatching(/^leg x ends: .* cannot stand in a SIP message$/)]);
  expect([d.network.log.length, d.ua.env.legs.size, d.records.size, d.ua.layer.size]).toEqual([0, 0, 0, 0]);
  d.ua.invite('y', callPeer);
  expect(d.peer.titles()).toEqual(['INVITE']);
});

test('a name with a line break is one line', async () => {
  const d = await duet();
  d.ua.invite('x', { ...callPeer, fromName: `王\r\n${forged}` });
  expect(d.peer.titles()).toEqual(['INVITE']);
  expect(d.peer.request1('INVITE').headers.has('x-zuoxi-call')).toBe(false);
});

test('the words of a refusal keep to their quotes', async () => {
  const d = await duet();
  d.peer.request(
    'INVITE sip:we@10.0.0.1',
    { From: '<sip:p@h>;tag=p', To: '<sip:w@h>', 'Call-ID': 'c', CSeq: '1 INVITE', 'Content-Type': 'application/sdp' },
    offerSdp(1),
  );
  d.ua.reject('in1', 486, 'Busy\r\nX-Evil: 1');
  expect(d.peer.response(486).headers.has('x-evil')).toBe(false);
  expect(d.ended).toEqual([['in1', expect.objectContaining({ by: 'us' })]]);
});

test('what a former process wrote down with a line break in it ends that leg alone, and the start goes on', async () => {
  const d = await duet();
  d.weTalk();
  d.ua.invite('y', callPeer);
  for (const [id, record] of d.records)
    if (id === 'y')
      d.records.set(id, JSON.parse(JSON.stringify(record).replace('sip:peer@10.0.0.2', 'sip:peer@h\\r\\nX: 1')) as typeof record);
  const next = await d.successor();
  expect(next.ended).toEqual([['y', expect.objectContaining(failed)]]);
  expect([...next.records.keys()]).toEqual(['x']);
  next.ua.end('x');
  expect(d.peer.titles().at(-1)).toBe('BYE');
});

test('a dialog of a former process whose peer has an address with a line break ends without a word', async () => {
  const d = await duet();
  d.weTalk();
  for (const [id, record] of d.records)
    d.records.set(
      id,
      JSON.parse(JSON.stringify(record).replaceAll('sip:peer@10.0.0.2', 'sip:peer@h\\r\\nX: 1')) as typeof record,
    );
  const next = await d.successor();
  next.ua.check('x');
  expect(next.ended).toEqual([['x', expect.objectContaining(failed)]]);
  expect(next.ua.env.legs.size).toBe(0);
});
