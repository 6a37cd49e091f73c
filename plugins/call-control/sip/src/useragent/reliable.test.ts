import { callPeer, duet, sdpHeaders } from '../testkit/duet';
import { offerSdp } from '../testkit/scene';

const reliably = (rseq: number) => ({ Require: '100rel', RSeq: String(rseq), Contact: '<sip:peer@10.0.0.2>' });

describe('as caller (RFC 3262 §4)', () => {
  test('reliable provisional responses get PRACK once, in order; the answer in a 183 serves a 200 without SDP', async () => {
    const { ua, peer, progress, answered } = await duet();
    ua.invite('x', callPeer);
    const invite = peer.request1('INVITE');
    expect(invite.headers.get('supported')?.[0]).toContain('100rel');
    peer.respond(invite, 183, { ...reliably(7), ...sdpHeaders }, offerSdp(5000));
    expect(peer.request1('PRACK').headers.get('rack')).toEqual(['7 1 INVITE']);
    peer.respond(peer.request1('PRACK'), 200);
    peer.respond(invite, 183, { ...reliably(7), ...sdpHeaders }, offerSdp(5000));
    peer.respond(invite, 180, reliably(9));
    expect(peer.titles()).toEqual(['INVITE', 'PRACK']);
    peer.respond(invite, 180, reliably(8));
    expect(peer.request1('PRACK').headers.get('rack')).toEqual(['8 1 INVITE']);
    expect(progress.map(([, p]) => p)).toEqual([{ status: 183, sdp: offerSdp(5000) }, { status: 180 }]);
    peer.respond(invite, 200, { Contact: '<sip:peer@10.0.0.2>' });
    expect(answered).toEqual([['x', { sdp: offerSdp(5000) }]]);
    // two PRACKs used numbers 2 and 3 of the dialog
    ua.end('x');
    expect(peer.request1('BYE').cseq.seq).toBe(4);
  });

  test('two forks with early SDP, the 200 of one without: its own 183 counts, reliable or not', async () => {
    for (const reliable of [true, false]) {
      const { ua, peer, answered } = await duet();
      ua.invite('x', callPeer);
      const invite = peer.request1('INVITE');
      const early = { ...sdpHeaders, ...(reliable ? reliably(1) : {}) };
      peer.respond(invite, 183, early, offerSdp(5000), 'first');
      peer.respond(invite, 183, early, offerSdp(5002), 'second');
      peer.respond(invite, 200, { Contact: '<sip:peer@10.0.0.2>' }, '', 'first');
      expect(answered).toEqual([['x', { sdp: offerSdp(5000) }]]);
    }
  });

  test('a 200 without SDP of a fork that never said where it is: nobody else’s SDP is taken for its own', async () => {
    const { ua, peer, ended } = await duet();
    ua.invite('x', callPeer);
    const invite = peer.request1('INVITE');
    peer.respond(invite, 183, sdpHeaders, offerSdp(5000), 'first');
    peer.respond(invite, 200, { Contact: '<sip:peer@10.0.0.2>' }, '', 'second');
    expect(ended).toMatchObject([['x', { status: 488 }]]);
    expect(peer.titles().slice(-2)).toEqual(['ACK', 'BYE']);
  });

  test('a record of the version before, with one answer for all forks, still serves', async () => {
    const d = await duet();
    d.ua.invite('x', callPeer);
    const invite = d.peer.request1('INVITE');
    d.peer.respond(invite, 183, { ...reliably(1), ...sdpHeaders }, offerSdp(5000));
    const { phase, ...rest } = d.records.get('x') as { phase: Record<string, unknown> };
    const { answers, ...older } = phase;
    d.records.set('x', { ...rest, phase: { ...older, answer: Object.values(answers as object)[0] as string } });
    const { answered } = await d.successor();
    d.peer.respond(invite, 200, { Contact: '<sip:peer@10.0.0.2>' });
    expect(answered).toEqual([['x', { sdp: offerSdp(5000) }]]);
  });

  test('UPDATE in the early dialog: 491 while our offer is open, else it is answered', async () => {
    const { ua, peer, inside, clock } = await duet('TCP', { events: { reoffered: async () => offerSdp(4444) } });
    ua.invite('x', callPeer);
    const invite = peer.request1('INVITE');
    peer.respond(invite, 180, reliably(1));
    peer.request('UPDATE sip:we@10.0.0.1', inside('x', '1 UPDATE', sdpHeaders), offerSdp(5001));
    expect(peer.titles().at(-1)).toBe('491 UPDATE');
    peer.respond(invite, 183, { ...reliably(2), ...sdpHeaders }, offerSdp(5000));
    peer.request('UPDATE sip:we@10.0.0.1', inside('x', '2 UPDATE', sdpHeaders), offerSdp(5001));
    await clock.advance(1);
    expect(peer.titles().at(-1)).toBe('200 UPDATE');
  });
});

describe('as called side, when the caller requires it (§3)', () => {
  const invite = {
    From: '<sip:peer@10.0.0.2>;tag=peer',
    To: '<sip:we@10.0.0.1>',
    'Call-ID': 'theirs',
    CSeq: '1 INVITE',
    Require: '100rel',
    ...sdpHeaders,
  };
  const ring = async (sdp?: string) => {
    const d = await duet();
    d.peer.request('INVITE sip:we@10.0.0.1', invite, offerSdp(5000));
    d.ua.ring('in1', sdp);
    const to = () => d.peer.response(sdp ? 183 : 180).headers.get('to')?.[0] ?? '';
    const prack = (rack: string, seq: number) =>
      d.peer.request('PRACK sip:we@10.0.0.1', { ...invite, Require: '', To: to(), CSeq: `${seq} PRACK`, RAck: rack });
    return { ...d, prack };
  };

  test('the provisional response is repeated until its PRACK', async () => {
    const { peer, clock, prack } = await ring();
    await clock.advance(1_600);
    expect(peer.titles()).toEqual(['100 INVITE', '180 INVITE', '180 INVITE', '180 INVITE']);
    expect(peer.response(180).headers.get('rseq')).toEqual(['1']);
    prack('2 1 INVITE', 2);
    expect(peer.titles().at(-1)).toBe('481 PRACK');
    prack('1 1 INVITE', 3);
    expect(peer.titles().at(-1)).toBe('200 PRACK');
    const before = peer.got.length;
    await clock.advance(20_000);
    expect(peer.got).toHaveLength(before);
  });

  test('an answer in a 183 is confirmed before the 200 goes out', async () => {
    const { ua, peer, prack } = await ring(offerSdp(4000));
    ua.answer('in1', offerSdp(4000));
    expect(peer.titles().at(-1)).toBe('183 INVITE');
    prack('1 1 INVITE', 2);
    expect(peer.titles().slice(-2)).toEqual(['200 PRACK', '200 INVITE']);
  });

  test('no PRACK for 32 s: the call is given up', async () => {
    const { peer, clock, ended } = await ring();
    await clock.advance(33_000);
    expect(peer.titles().at(-1)).toBe('504 INVITE');
    expect(ended).toEqual([['in1', { by: 'them', status: 408, reason: 'no PRACK' }]]);
  });
});
