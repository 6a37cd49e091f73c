import { duet, sdpHeaders } from '../testkit/duet';
import { offerSdp } from '../testkit/scene';

const uri = 'sip:we@10.0.0.1';
const media = (answer: string | null) => ({
  events: {
    reoffered: async (_id: string, sdp: string) => {
      if (answer === null) throw new Error(`not ${sdp.length}`);
      return answer;
    },
  },
});

test('their re-INVITE is answered; its ACK stops the repeating', async () => {
  const { peer, peerTalks, inside, clock } = await duet('TCP', media(offerSdp(4444)));
  peerTalks();
  peer.request(`INVITE ${uri}`, inside('in1', '2 INVITE', sdpHeaders), offerSdp(5555));
  await clock.advance(600);
  expect(peer.titles().slice(-3)).toEqual(['100 INVITE', '200 INVITE', '200 INVITE']);
  expect(peer.response(200).body).toBe(offerSdp(4444));
  peer.request(`ACK ${uri}`, inside('in1', '2 ACK'));
  const before = peer.got.length;
  await clock.advance(20_000);
  expect(peer.got).toHaveLength(before);
});

test('an offer nobody wants: 488, the call goes on', async () => {
  const { peer, peerTalks, inside, clock, ended } = await duet('TCP', media(null));
  peerTalks();
  peer.request(`INVITE ${uri}`, inside('in1', '2 INVITE', sdpHeaders), offerSdp(5555));
  await clock.advance(1);
  expect(peer.titles().at(-1)).toBe('488 INVITE');
  expect(ended).toEqual([]);
});

test('UPDATE with an offer is answered (RFC 3311)', async () => {
  const { peer, weTalk, inside, clock } = await duet('TCP', media(offerSdp(4444)));
  weTalk();
  peer.request(`UPDATE ${uri}`, inside('x', '1 UPDATE', { ...sdpHeaders, Contact: '<sip:moved@10.7.7.7>' }), offerSdp(5555));
  await clock.advance(1);
  expect([peer.titles().at(-1), peer.response(200, 'UPDATE').body]).toEqual(['200 UPDATE', offerSdp(4444)]);
});

test('an accepted UPDATE moves the target: our next request goes to the new Contact', async () => {
  const { ua, peer, weTalk, inside } = await duet();
  weTalk();
  peer.request(`UPDATE ${uri}`, inside('x', '1 UPDATE', { Contact: '<sip:moved@10.7.7.7>' }));
  ua.end('x');
  expect(peer.request1('BYE').uri).toBe('sip:moved@10.7.7.7');
});

test('a second offer while theirs is being answered: 500 with Retry-After (§14.2)', async () => {
  const { peer, peerTalks, inside } = await duet('TCP', { events: { reoffered: () => new Promise(() => undefined) } });
  peerTalks();
  peer.request(`INVITE ${uri}`, inside('in1', '2 INVITE', sdpHeaders), offerSdp(5555));
  peer.request(`UPDATE ${uri}`, inside('in1', '3 UPDATE', sdpHeaders), offerSdp(5556));
  expect(peer.response(500, 'UPDATE').headers.get('retry-after')).toEqual(['5']);
});

test('a re-INVITE is cancelled while it waits: 487, the call goes on', async () => {
  const { peer, peerTalks, inside, ended } = await duet('TCP', { events: { reoffered: () => new Promise(() => undefined) } });
  peerTalks();
  const branch = peer.request(`INVITE ${uri}`, inside('in1', '2 INVITE', sdpHeaders), offerSdp(5555));
  peer.request(`CANCEL ${uri}`, inside('in1', '2 CANCEL'), '', branch);
  expect(peer.titles().slice(-2)).toEqual(['200 CANCEL', '487 INVITE']);
  expect(ended).toEqual([]);
});

test('a re-INVITE without SDP asks for our offer; the answer comes in the ACK', async () => {
  const offers: string[] = [];
  const { peer, peerTalks, inside, clock } = await duet('TCP', {
    events: { reoffered: async (_id, sdp) => (offers.push(sdp), sdp) },
  });
  peerTalks();
  peer.request(`INVITE ${uri}`, inside('in1', '2 INVITE'));
  expect(peer.response(200).body).toBe(offerSdp(4000));
  peer.request(`ACK ${uri}`, inside('in1', '2 ACK', { 'Content-Type': 'application/sdp' }), offerSdp(5777));
  await clock.advance(1);
  expect(offers).toEqual([offerSdp(5777)]);
});

describe('our re-INVITE', () => {
  test('resolves with the answer', async () => {
    const { ua, peer, weTalk } = await duet();
    weTalk();
    const answer = ua.reinvite('x', offerSdp(4100));
    peer.respond(peer.request1('INVITE'), 200, sdpHeaders, offerSdp(5100));
    await expect(answer).resolves.toBe(offerSdp(5100));
    expect(peer.titles().at(-1)).toBe('ACK');
  });

  test('rejects with the refusal, and the call goes on', async () => {
    const { ua, peer, weTalk, ended } = await duet();
    weTalk();
    const answer = ua.reinvite('x', offerSdp(4100));
    peer.respond(peer.request1('INVITE'), 488);
    await expect(answer).rejects.toMatchObject({ status: 488 });
    expect(ended).toEqual([]);
  });

  test.each([
    ['the caller waits 2.1 to 4 s', 'x', 3_050],
    ['the called side waits 0 to 2 s', 'in1', 1_000],
  ] as const)('491 glare: %s (§14.1)', async (_who, id, ms) => {
    const { ua, peer, weTalk, peerTalks, clock } = await duet();
    if (id === 'x') weTalk();
    else peerTalks();
    const answer = ua.reinvite(id, offerSdp(4100));
    const first = peer.request1('INVITE');
    peer.respond(first, 491);
    await clock.advance(ms - 10);
    expect(peer.request1('INVITE')).toBe(first);
    await clock.advance(10);
    const second = peer.request1('INVITE');
    expect(second.cseq.seq).toBe(first.cseq.seq + 1);
    peer.respond(second, 200, sdpHeaders, offerSdp(5100));
    await expect(answer).resolves.toBe(offerSdp(5100));
  });

  test('theirs comes while ours is under way: 491 for them (§14.2)', async () => {
    const { ua, peer, peerTalks, inside } = await duet();
    peerTalks();
    void ua.reinvite('in1', offerSdp(4100)).catch(() => undefined);
    peer.request(`INVITE ${uri}`, inside('in1', '2 INVITE', sdpHeaders), offerSdp(5555));
    expect(peer.titles().slice(-2)).toEqual(['100 INVITE', '491 INVITE']);
  });

  test('481 and then the BYE that waited at a proxy: the BYE gets its 200 and says who hung up', async () => {
    const { ua, peer, weTalk, inside, clock, ended } = await duet();
    weTalk();
    ua.check('x');
    peer.respond(peer.request1('OPTIONS'), 481);
    await clock.advance(400);
    expect(ended).toEqual([]);
    peer.request(`BYE ${uri}`, inside('x', '1 BYE', { Reason: 'SIP;cause=200;text="bye bye"' }));
    expect(peer.titles().at(-1)).toBe('200 BYE');
    await clock.advance(5000);
    expect(ended).toEqual([['x', { by: 'them', status: 200, reason: 'bye bye' }]]);
  });

  test('481: the peer forgot the call, the leg is over', async () => {
    const { ua, peer, weTalk, ended, clock } = await duet();
    weTalk();
    const answer = ua.reinvite('x', offerSdp(4100));
    peer.respond(peer.request1('INVITE'), 481);
    await expect(answer).rejects.toMatchObject({ status: 481 });
    await clock.advance(2000);
    expect(ended).toEqual([['x', { by: 'them', status: 481, reason: 'Text' }]]);
  });
});
