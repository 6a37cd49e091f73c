/** A process dies, another takes up what it wrote down: records are the only thing that passes between them. */
import { callPeer, duet, sdpHeaders } from '../testkit/duet';
import { offerSdp } from '../testkit/scene';

const uri = 'sip:we@10.0.0.1';
const theirs = {
  From: '<sip:peer@10.0.0.2>;tag=peer',
  To: '<sip:we@10.0.0.1>',
  'Call-ID': 'theirs',
  CSeq: '1 INVITE',
  ...sdpHeaders,
};

describe('a leg that we called and that still rings', () => {
  const ringing = async () => {
    const d = await duet();
    d.ua.invite('x', callPeer);
    const invite = d.peer.request1('INVITE');
    d.peer.respond(invite, 180);
    const next = await d.successor();
    return { ...d, invite, next };
  };

  test('the INVITE goes out again as the same transaction', async () => {
    const { peer, invite } = await ringing();
    expect(peer.titles()).toEqual(['INVITE', 'INVITE']);
    expect(peer.request1('INVITE').via.branch).toBe(invite.via.branch);
    expect(peer.request1('INVITE').headers.get('cseq')).toEqual(invite.headers.get('cseq'));
  });

  test('is answered: ACK, and it is reported', async () => {
    const { peer, invite, next } = await ringing();
    peer.respond(invite, 200, sdpHeaders, offerSdp(5000));
    expect(peer.titles().at(-1)).toBe('ACK');
    expect(next.answered).toEqual([['x', { sdp: offerSdp(5000) }]]);
    next.ua.end('x');
    expect(peer.titles().at(-1)).toBe('BYE');
  });

  test('can be cancelled', async () => {
    const { peer, invite, next } = await ringing();
    peer.respond(invite, 180);
    next.ua.end('x');
    expect(peer.request1('CANCEL').via.branch).toBe(invite.via.branch);
    peer.respond(peer.request1('CANCEL'), 200);
    peer.respond(invite, 487);
    expect(next.ended).toEqual([['x', { by: 'us', status: 487, reason: 'cancelled' }]]);
    expect(next.records.size).toBe(0);
  });

  test('is refused: the end is reported', async () => {
    const { peer, invite, next } = await ringing();
    peer.respond(invite, 603);
    expect(next.ended).toEqual([['x', { by: 'them', status: 603, reason: 'Text' }]]);
  });
});

test('a leg that was being cancelled is cancelled by the successor', async () => {
  const d = await duet();
  d.ua.invite('x', callPeer);
  const invite = d.peer.request1('INVITE');
  d.peer.respond(invite, 180);
  d.network.loses = ({ text }) => text.startsWith('CANCEL');
  d.ua.end('x');
  d.network.loses = () => false;
  const next = await d.successor();
  expect(d.peer.titles()).toEqual(['INVITE', 'CANCEL']);
  d.peer.respond(invite, 487);
  expect(next.ended).toEqual([['x', { by: 'us', status: 487, reason: 'cancelled' }]]);
});

describe('a leg that calls us and is not answered', () => {
  const waiting = async () => {
    const d = await duet();
    const branch = d.peer.request(`INVITE ${uri}`, theirs, offerSdp(5000));
    d.ua.ring('in1');
    const tag = d.peer.response(180).toTag;
    return { ...d, branch, tag, next: await d.successor() };
  };

  test('is answered by the successor, in the same dialog', async () => {
    const { peer, next, tag, inside } = await waiting();
    next.ua.answer('in1', offerSdp(4000));
    expect(peer.response(200).toTag).toBe(tag);
    peer.request(`ACK ${uri}`, inside('in1', '1 ACK'));
    peer.request(`BYE ${uri}`, inside('in1', '2 BYE'));
    expect(next.ended).toEqual([['in1', { by: 'them', status: 200, reason: 'hung up' }]]);
  });

  test('is refused by the successor', async () => {
    const { peer, next } = await waiting();
    next.ua.reject('in1', 486);
    expect(peer.titles().at(-1)).toBe('486 INVITE');
    expect(next.records.size).toBe(0);
  });

  test('is cancelled by the caller', async () => {
    const { peer, next, branch } = await waiting();
    peer.request(`CANCEL ${uri}`, { ...theirs, CSeq: '1 CANCEL' }, '', branch);
    expect(peer.titles().slice(-2)).toEqual(['200 CANCEL', '487 INVITE']);
    expect(next.ended).toEqual([['in1', { by: 'them', status: 487, reason: 'cancelled' }]]);
  });

  test('the proxy tries again with a new branch: the same leg, no new call, no 482', async () => {
    const { peer, next } = await waiting();
    const again = peer.request(`INVITE ${uri}`, theirs, offerSdp(5000));
    next.ua.answer('in1', offerSdp(4000));
    expect(peer.response(200).via.branch).toBe(again);
    expect(next.invited).toEqual([]);
    expect(peer.titles()).not.toContain('482 INVITE');
  });
});

test('our 200 had no ACK: the successor repeats it, also on the new way of a proxy', async () => {
  const d = await duet();
  d.peer.request(`INVITE ${uri}`, theirs, offerSdp(5000));
  d.ua.answer('in1', offerSdp(4000));
  await d.successor();
  const before = d.peer.got.length;
  await d.clock.advance(500);
  expect(d.peer.titles().slice(before)).toEqual(['200 INVITE']);
  const again = d.peer.request(`INVITE ${uri}`, theirs, offerSdp(5000));
  expect([d.peer.response(200).via.branch, d.peer.response(200).body]).toEqual([again, offerSdp(4000)]);
  d.peer.request(`ACK ${uri}`, d.inside('in1', '1 ACK'));
  const acked = d.peer.got.length;
  await d.clock.advance(10_000);
  expect(d.peer.got).toHaveLength(acked);
});

describe('a leg that talks', () => {
  test('re-INVITE, check and BYE of the successor go on with a greater CSeq (FreeSWITCH #1833)', async () => {
    const d = await duet();
    d.weTalk({ 'Record-Route': '<sip:proxy@h;lr>' });
    void d.ua.sendDigit('x', '1');
    const used = d.peer.request1('INFO').cseq.seq;
    const next = await d.successor();
    next.ua.check('x');
    expect(d.peer.request1('OPTIONS').cseq.seq).toBeGreaterThan(used);
    d.peer.respond(d.peer.request1('OPTIONS'), 200);
    const answer = next.ua.reinvite('x', offerSdp(4100));
    d.peer.respond(d.peer.request1('INVITE'), 200, sdpHeaders, offerSdp(5100));
    await expect(answer).resolves.toBe(offerSdp(5100));
    next.ua.end('x');
    expect(d.peer.request1('BYE').headers.get('route')).toEqual(['<sip:proxy@h;lr>']);
    d.peer.respond(d.peer.request1('BYE'), 200);
    expect([next.ended.length, next.records.size]).toEqual([1, 0]);
  });

  test('and another successor still is greater', async () => {
    const d = await duet();
    d.weTalk();
    const second = await d.successor();
    for (let i = 0; i < 70; i++) void second.ua.sendDigit('x', '1');
    const used = d.peer.request1('INFO').cseq.seq;
    const records = new Map(second.records);
    await second.ua.close();
    d.records.clear();
    for (const [id, record] of records) d.records.set(id, record);
    const third = await d.successor();
    third.ua.end('x');
    expect(d.peer.request1('BYE').cseq.seq).toBeGreaterThan(used);
  });

  test('the session timer is due by the clock, however long the gap was', async () => {
    const d = await duet('TCP', { sessionExpires: 600 });
    d.weTalk({ 'Session-Expires': '600;refresher=uac', Allow: 'UPDATE' });
    await d.clock.advance(299_000);
    await d.successor();
    expect(d.peer.titles()).not.toContain('UPDATE');
    await d.clock.advance(1_000);
    expect(d.peer.titles()).toContain('UPDATE');
  });

  test('whose BYE had no response: the successor says it again and reports nothing twice', async () => {
    const d = await duet();
    d.weTalk();
    d.network.loses = ({ text }) => text.startsWith('BYE');
    d.ua.end('x');
    d.network.loses = () => false;
    const next = await d.successor();
    expect(d.peer.titles().at(-1)).toBe('BYE');
    d.peer.respond(d.peer.request1('BYE'), 200);
    expect([d.ended.length, next.ended.length, next.records.size]).toEqual([1, 0, 0]);
  });
});

test('a record nobody can read is named and forgotten, the others go on', async () => {
  const d = await duet();
  d.weTalk();
  d.records.set('old', { v: 0 });
  d.records.set('odd', { v: 1, over: false, phase: { is: 'toString' } });
  const next = await d.successor();
  expect(next.refused).toHaveLength(2);
  expect([...next.records.keys()]).toEqual(['x']);
});
