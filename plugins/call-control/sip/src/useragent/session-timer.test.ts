import { duet } from '../testkit/duet';
import { offerSdp } from '../testkit/scene';

const minute = 60_000;

test('we refresh half-way with UPDATE where the peer knows it; each refresh starts the interval anew', async () => {
  const { peer, weTalk, clock, ended } = await duet('TCP', { sessionExpires: 600 });
  weTalk({ 'Session-Expires': '600;refresher=uac', Allow: 'INVITE, UPDATE' });
  for (let i = 0; i < 3; i++) {
    await clock.advance(5 * minute);
    const update = peer.request1('UPDATE');
    expect([update.headers.get('session-expires'), update.body]).toEqual([['600;refresher=uac'], '']);
    peer.respond(update, 200, { 'Session-Expires': '600;refresher=uac' });
  }
  expect(peer.titles().filter((t) => t === 'UPDATE')).toHaveLength(3);
  expect(ended).toEqual([]);
});

test('without UPDATE the refresh is a re-INVITE with the same SDP', async () => {
  const { peer, weTalk, clock } = await duet('TCP', { sessionExpires: 600 });
  weTalk({ 'Session-Expires': '600;refresher=uac' });
  await clock.advance(5 * minute);
  const invite = peer.request1('INVITE');
  expect(invite.body).toBe(offerSdp(4000));
  peer.respond(invite, 200, { 'Content-Type': 'application/sdp', 'Session-Expires': '600;refresher=uac' }, offerSdp(5000));
  expect(peer.titles().slice(-2)).toEqual(['INVITE', 'ACK']);
});

test('UPDATE refused with 501: a re-INVITE instead', async () => {
  const { peer, weTalk, clock } = await duet('TCP', { sessionExpires: 600 });
  weTalk({ 'Session-Expires': '600;refresher=uac', Allow: 'UPDATE' });
  await clock.advance(5 * minute);
  peer.respond(peer.request1('UPDATE'), 501);
  expect(peer.titles().at(-1)).toBe('INVITE');
});

test('422 to a refresh: the interval grows', async () => {
  const { peer, weTalk, clock } = await duet('TCP', { sessionExpires: 200 });
  weTalk({ 'Session-Expires': '200;refresher=uac', Allow: 'UPDATE' });
  await clock.advance(100_000);
  peer.respond(peer.request1('UPDATE'), 422, { 'Min-SE': '500' });
  expect(peer.request1('UPDATE').headers.get('session-expires')).toEqual(['500;refresher=uac']);
});

test('the peer should refresh and does not: BYE shortly before the end (§10)', async () => {
  const { peer, weTalk, clock, ended } = await duet('TCP', { sessionExpires: 600 });
  weTalk({ 'Session-Expires': '600;refresher=uas', Require: 'timer' });
  await clock.advance(567_000);
  expect(ended).toEqual([]);
  await clock.advance(1_000);
  expect(ended).toEqual([['x', { by: 'them', status: 408, reason: 'session expired' }]]);
  expect(peer.request1('BYE').headers.get('reason')).toEqual(['SIP;cause=408;text="Session expired"']);
});

test('the peer calls and refreshes: its UPDATE keeps the call, its silence ends it', async () => {
  const { peer, peerTalks, inside, clock, ended } = await duet();
  peerTalks({ Supported: 'timer', 'Session-Expires': '300;refresher=uac' });
  expect(peer.response(200).headers.get('session-expires')).toEqual(['300;refresher=uac']);
  expect(peer.response(200).headers.get('require')).toEqual(['timer']);
  await clock.advance(200_000);
  peer.request(
    'UPDATE sip:we@10.0.0.1',
    inside('in1', '2 UPDATE', { Supported: 'timer', 'Session-Expires': '300;refresher=uac' }),
  );
  expect(peer.response(200, 'UPDATE').headers.get('session-expires')).toEqual(['300;refresher=uac']);
  await clock.advance(200_000);
  expect(ended).toEqual([]);
  await clock.advance(100_000);
  expect(ended).toHaveLength(1);
});

test('the peer calls and leaves it open who refreshes: we do', async () => {
  const { peer, peerTalks, clock } = await duet();
  peerTalks({ Supported: 'timer', 'Session-Expires': '300', Allow: 'UPDATE' });
  expect(peer.response(200).headers.get('session-expires')).toEqual(['300;refresher=uas']);
  await clock.advance(150_000);
  expect(peer.titles().at(-1)).toBe('UPDATE');
});

test('a refresh finds that the peer forgot the call: the leg is over', async () => {
  const { peer, weTalk, clock, ended } = await duet('TCP', { sessionExpires: 600 });
  weTalk({ 'Session-Expires': '600;refresher=uac', Allow: 'UPDATE' });
  await clock.advance(300_000);
  peer.respond(peer.request1('UPDATE'), 481);
  expect(ended).toEqual([['x', { by: 'them', status: 481, reason: 'Text' }]]);
});

describe.each([
  ['says 408 for the peer', 408],
  ['cannot reach it (477)', 477],
])('a proxy that %s', (_what, status) => {
  const unanswered = async (heard?: () => boolean) => {
    const stage = await duet('TCP', { sessionExpires: 600, ...(heard && { heard }) });
    stage.weTalk({ 'Session-Expires': '600;refresher=uac', Allow: 'UPDATE' });
    const answer = () => {
      const refresh = stage.peer.request1('UPDATE');
      stage.peer.respond(refresh, status);
    };
    await stage.clock.advance(300_000);
    answer();
    return { ...stage, answer };
  };

  test('is asked again; the peer that answers then keeps the call', async () => {
    const { peer, clock, ended } = await unanswered();
    await clock.advance(150_000);
    peer.respond(peer.request1('UPDATE'), 200, { 'Session-Expires': '600;refresher=uac' });
    await clock.advance(299_000);
    expect(ended).toEqual([]);
  });

  test('until the session expires: then the leg is over', async () => {
    const { clock, ended, answer } = await unanswered();
    await clock.advance(150_000); // 450 s: the second
    answer();
    await clock.advance(75_000); // 525 s
    answer();
    await clock.advance(60_000);
    expect(ended).toEqual([]);
    await clock.advance(60_000);
    expect(ended).toEqual([['x', { by: 'them', status: 408, reason: 'session expired' }]]);
  });

  test('does not end a call that is heard', async () => {
    let heard = true;
    const { peer, clock, ended, answer } = await unanswered(() => heard);
    for (let i = 0; i < 60; i++) {
      await clock.advance(10_000);
      if (peer.request1('UPDATE')) answer();
    }
    expect(ended).toEqual([]);
    heard = false;
    for (let i = 0; i < 120; i++) await clock.advance(10_000);
    expect(ended).toHaveLength(1);
  });
});

test('nobody answers refreshes at all: retried, and over when the session is', async () => {
  const { weTalk, clock, ended, peer } = await duet('TCP', { sessionExpires: 600 });
  weTalk({ 'Session-Expires': '600;refresher=uac', Allow: 'UPDATE' });
  await clock.advance(599_000);
  expect(ended).toEqual([]);
  await clock.advance(40_000);
  expect(ended).toEqual([['x', { by: 'them', status: 408, reason: 'session expired' }]]);
  expect(peer.titles().filter((t) => t === 'UPDATE').length).toBeGreaterThan(3);
});

test('the peer should refresh and does not, but is heard: the call is kept, and we refresh from now on', async () => {
  const { peer, weTalk, clock, ended } = await duet('TCP', { sessionExpires: 600, heard: () => true });
  weTalk({ 'Session-Expires': '600;refresher=uas', Require: 'timer', Allow: 'UPDATE' });
  await clock.advance(567_000 + 301_000);
  expect(ended).toEqual([]);
  expect(peer.request1('UPDATE').headers.get('session-expires')).toEqual(['600;refresher=uac']);
});
