import type { Ending } from '@zuoxi/contracts';
import { agent, incoming, leg, peerContact, sdp, SipHarness, sourceTrunk, theirCall, theyTalk, trunk, weTalk } from './harness';

const once = { ended: 1, released: 1 };
let stage: SipHarness;
beforeEach(async () => {
  stage = await new SipHarness().open();
});
afterEach(() => stage.close());

describe('we call an agent', () => {
  test('the INVITE says who calls, which call it is and how to answer; ringing, answered, hung up', async () => {
    stage.dial();
    const invite = await stage.edge.wait('INVITE');
    expect(invite.text).toMatch(/^INVITE sip:a1@zuoxi SIP\/2.0\r\n/);
    expect(invite.header('From')).toMatch(/^"王 \\"五\\"" <sip:13900139000@zuoxi>;tag=/);
    expect(invite.header('X-Zuoxi-Call')).toBe('s1-1-1;leg=s1-1-l1;answer=manual');
    expect(invite.body).toBe(sdp(4000));
    stage.edge.respond(invite, 180);
    await expect(stage.until('leg.ringing')).resolves.toMatchObject({ leg, early: false });
    stage.edge.respond(invite, 200, peerContact, sdp(5000));
    await stage.until('leg.answered');
    const bye = `From: ${invite.header('To')};tag=peer\r\nTo: ${invite.header('From')}\r\nCall-ID: ${invite.header('Call-ID')}\r\nCSeq: 1 BYE\r\n`;
    await stage.edge.request(stage.switchPort, 'BYE', bye);
    await expect(stage.until('leg.ended')).resolves.toMatchObject({ ending: { cause: 'hangup', owner: 'agent' } });
    expect(stage.mediaDid).toEqual([`offer ${leg}`, `answered ${leg}`, `release ${leg}`]);
    expect(stage.records.size).toBe(0);
  });

  test('who dialled himself answers by himself', async () => {
    stage.dial({ ...agent, auto: true } as typeof agent);
    expect((await stage.edge.wait('INVITE')).header('X-Zuoxi-Call')).toContain(';answer=auto');
  });

  test('a caller without a number is anonymous', async () => {
    stage.dial(agent, { number: '', name: '' });
    expect((await stage.edge.wait('INVITE')).header('From')).toMatch(/^<sip:anonymous@anonymous.invalid>/);
  });
});

describe('we call over a trunk', () => {
  test('302 of a carrier is followed to a host that the trunk allows, and to no other', async () => {
    stage.dial(trunk);
    const first = await stage.edge.wait('INVITE');
    const contact = 'Contact: <sip:13800138000@203.0.113.9>, <sip:0085212345678@127.0.0.2>, <sip:13800138000@127.0.0.2:5080>\r\n';
    stage.edge.respond(first, 302, contact);
    const second = await stage.edge.wait('INVITE', 2);
    expect(second.text.split('\r\n')[0]).toBe('INVITE sip:13800138000@127.0.0.2:5080 SIP/2.0');
    stage.edge.respond(second, 302, 'Contact: <sip:13800138000@203.0.113.9>\r\n');
    await expect(stage.until('leg.ended')).resolves.toMatchObject({ ending: { sip: 302, owner: 'carrier' } });
    expect(stage.endings(leg)).toEqual(once);
  });

  test('183 with SDP is early sound; the number and the trunk make the request URI', async () => {
    stage.dial(trunk);
    const invite = await stage.edge.wait('INVITE');
    expect(invite.text).toMatch(/^INVITE sip:13800138000@127.0.0.2:5070 SIP/);
    expect(invite.header('X-Zuoxi-Call')).toBe('');
    stage.edge.respond(invite, 183, peerContact, sdp(5000));
    await expect(stage.until('leg.ringing')).resolves.toMatchObject({ early: true });
    expect(stage.mediaDid).toEqual([`offer ${leg}`, `answered ${leg}`]);
  });

  test.each<[number, Ending]>([
    [404, { cause: 'unknownNumber', owner: 'carrier' }],
    [403, { cause: 'rejected', owner: 'carrier' }],
    [408, { cause: 'noAnswer', owner: 'customer' }],
    [480, { cause: 'unreachable', owner: 'carrier' }],
    [486, { cause: 'busy', owner: 'customer' }],
    [503, { cause: 'lineError', owner: 'carrier' }],
    [600, { cause: 'busy', owner: 'customer' }],
    [603, { cause: 'rejected', owner: 'customer' }],
  ])('CDR-12 %d is %j', async (status, ending) => {
    stage.dial(trunk);
    stage.edge.respond(await stage.edge.wait('INVITE'), status);
    await expect(stage.until('leg.ended')).resolves.toEqual({ on: 'leg.ended', leg, ending: { ...ending, sip: status } });
    expect(stage.endings(leg)).toEqual(once);
  });

  test('a trunk that challenges gets its credentials', async () => {
    stage.dial(trunk);
    stage.edge.respond(await stage.edge.wait('INVITE'), 407, 'Proxy-Authenticate: Digest realm="carrier", nonce="1"\r\n');
    expect((await stage.edge.wait('INVITE', 2)).header('Proxy-Authorization')).toContain('username="u"');
  });
});

describe('a trunk calls', () => {
  test('invited, ring, answer with what the media says, hang up with the reason', async () => {
    await stage.invite();
    await expect(stage.until('leg.invited')).resolves.toEqual({
      on: 'leg.invited',
      leg: incoming,
      source: { kind: 'trunk', trunk: 't1' },
      ani: '13900139000',
      dnis: '10086',
    });
    stage.adapter.perform({ do: 'leg.ring', leg: incoming });
    await stage.edge.wait('180 INVITE');
    stage.adapter.perform({ do: 'leg.answer', leg: incoming });
    const ok = await stage.edge.wait('200 INVITE');
    expect(ok.body).toBe(sdp(4002));
    await stage.until('leg.answered');
    await stage.edge.request(
      stage.switchPort,
      'ACK',
      `${theirCall.replace(/^To: .*$/m, `To: ${ok.header('To')}`)}CSeq: 1 ACK\r\n`,
    );
    stage.end(incoming, { cause: 'hangup', owner: 'agent' });
    expect((await stage.edge.wait('BYE')).header('Reason')).toBe('SIP;cause=200;text="hangup by agent"');
    expect(stage.posted.at(-1)).toEqual({ on: 'leg.ended', leg: incoming, ending: { cause: 'hangup', owner: 'agent' } });
    expect(stage.endings(incoming)).toEqual(once);
  });

  test.each<[Ending['cause'], number]>([
    ['busy', 486],
    ['rejected', 603],
    ['unknownNumber', 404],
    ['unreachable', 480],
    ['noAnswer', 480],
    ['lineError', 503],
    ['full', 503],
  ])('refused because of %s: %d', async (cause, status) => {
    await stage.invite();
    await stage.until('leg.invited');
    stage.end(incoming, { cause, owner: 'system' });
    await stage.edge.wait(`${status} INVITE`);
    expect(stage.endings(incoming)).toEqual(once);
    expect(stage.records.size).toBe(0);
  });

  test('D1 a phone that may not dial hears 403, and why (RFC 3326)', async () => {
    await stage.invite('X-Zuoxi-Source: agent;id=a1;ip=127.0.0.3\r\n');
    await stage.until('leg.invited');
    const ending: Ending = { cause: 'rejected', owner: 'system', sip: 403 };
    stage.adapter.perform({ do: 'leg.end', leg: incoming, ending, says: 'prefixNotAllowed' });
    expect((await stage.edge.wait('403 INVITE')).header('Reason')).toBe('SIP;cause=403;text="prefixNotAllowed"');
    expect(stage.endings(incoming)).toEqual(once);
  });

  test('CANCEL: the caller gave up', async () => {
    const branch = await stage.invite();
    await stage.until('leg.invited');
    await stage.edge.request(stage.switchPort, 'CANCEL', `${theirCall}CSeq: 1 CANCEL\r\n`, '', branch);
    await expect(stage.until('leg.ended')).resolves.toMatchObject({
      ending: { cause: 'cancelled', owner: 'customer', sip: 487 },
    });
    expect(stage.endings(incoming)).toEqual(once);
  });

  test('the number that the carrier vouches for is the caller’s (RFC 3325)', async () => {
    await stage.invite(`${sourceTrunk}P-Asserted-Identity: <sip:+8621000@carrier>\r\n`);
    await expect(stage.until('leg.invited')).resolves.toMatchObject({ ani: '+8621000' });
  });

  test('a digit in INFO', async () => {
    const inside = await theyTalk(stage);
    await stage.edge.request(
      stage.switchPort,
      'INFO',
      `${inside}CSeq: 2 INFO\r\nContent-Type: application/dtmf-relay\r\n`,
      'Signal=7',
    );
    await expect(stage.until('leg.digit')).resolves.toEqual({ on: 'leg.digit', leg: incoming, digit: '7', by: 'info' });
  });

  test('an INVITE without SDP: our offer in the 200, their answer in the ACK', async () => {
    await stage.invite(sourceTrunk, '');
    await stage.until('leg.invited');
    stage.adapter.perform({ do: 'leg.answer', leg: incoming });
    const ok = await stage.edge.wait('200 INVITE');
    expect(ok.body).toBe(sdp(4000));
    expect(stage.posted.some((i) => i.on === 'leg.answered')).toBe(false);
    const inside = theirCall.replace('To: <sip:10086@zuoxi>', `To: ${ok.header('To')}`);
    await stage.edge.request(stage.switchPort, 'ACK', `${inside}CSeq: 1 ACK\r\n`, sdp(5000));
    await stage.until('leg.answered');
    expect(stage.mediaDid).toEqual([`offer ${incoming}`, `answered ${incoming}`]);
  });

  test('… and an ACK without an answer ends it', async () => {
    await stage.invite(sourceTrunk, '');
    await stage.until('leg.invited');
    stage.adapter.perform({ do: 'leg.answer', leg: incoming });
    const ok = await stage.edge.wait('200 INVITE');
    const inside = theirCall.replace('To: <sip:10086@zuoxi>', `To: ${ok.header('To')}`);
    await stage.edge.request(stage.switchPort, 'ACK', `${inside}CSeq: 1 ACK\r\n`);
    await stage.until('leg.ended');
    expect((await stage.edge.wait('BYE')).header('Reason')).toContain('cause=488');
    expect(stage.endings(incoming)).toEqual(once);
  });

  test('keys go as telephone events; to a peer without, by INFO, one after another; where it is refused, as sound', async () => {
    await theyTalk(stage);
    stage.adapter.perform({ do: 'leg.digits', leg: incoming, digits: '12' });
    expect(stage.mediaDid).toContain(`keys ${incoming} 12`);
    stage.takesEvents = false;
    stage.adapter.perform({ do: 'leg.digits', leg: incoming, digits: '3#' });
    const first = await stage.edge.wait('INFO');
    expect(first.body).toContain('Signal=3');
    stage.edge.respond(first, 200);
    const second = await stage.edge.wait('INFO', 2);
    expect(second.body).toContain('Signal=#');
    stage.edge.respond(second, 415);
    await stage.did(`keys ${incoming} #`);
  });

  test('a re-INVITE is answered by the media', async () => {
    const inside = await theyTalk(stage);
    await stage.edge.request(stage.switchPort, 'INVITE', `${inside}CSeq: 2 INVITE\r\n`, sdp(5002));
    expect((await stage.edge.wait('200 INVITE', 2)).body).toBe(sdp(4004));
    expect(stage.mediaDid).toContain(`reoffered ${incoming}`);
  });
});

describe('bad input', () => {
  test.each([
    ['no source', '', sdp(5000), 403],
    ['a source nobody can read', 'X-Zuoxi-Source: trunk;id=../../etc\r\n', sdp(5000), 403],
    ['two sources', sourceTrunk + sourceTrunk, sdp(5000), 403],
    ['SDP without audio', sourceTrunk, 'v=0\r\nm=video 4000 RTP/AVP 31\r\n', 488],
    ['audio switched off', sourceTrunk, sdp(0), 488],
    ['64 kB of SDP', sourceTrunk, sdp(5000).padEnd(65_536, 'a'), 413],
  ])('I8 an INVITE with %s is refused and is no leg', async (_what, source, body, status) => {
    await stage.invite(source, body);
    await stage.edge.wait(`${status} INVITE`);
    expect([stage.posted, stage.mediaDid, stage.records.size]).toEqual([[], [], 0]);
  });
});

describe('the media fails', () => {
  const fails = async () => Promise.reject(new Error('no ports'));
  const ending = { cause: 'lineError', owner: 'system' };

  test('before we call: nobody is called', async () => {
    stage.answers.offer = fails;
    stage.dial();
    await expect(stage.until('leg.ended')).resolves.toMatchObject({ ending });
    expect([stage.edge.got, stage.endings(leg), stage.records.size]).toEqual([[], once, 0]);
  });

  test('with the answer of the peer: it is hung up', async () => {
    Object.assign(stage.answers, { answered: fails, reoffer: fails });
    stage.dial();
    stage.edge.respond(await stage.edge.wait('INVITE'), 200, peerContact, sdp(5000));
    await stage.edge.wait('BYE');
    expect(stage.posted).toEqual([{ on: 'leg.ended', leg, ending }]);
  });

  test('with early sound: it still rings', async () => {
    stage.answers.answered = fails;
    stage.dial(trunk);
    stage.edge.respond(await stage.edge.wait('INVITE'), 183, peerContact, sdp(5000));
    await expect(stage.until('leg.ringing')).resolves.toMatchObject({ early: false });
  });

  test('when a caller is to be answered: 500', async () => {
    stage.answers.accept = fails;
    await stage.invite();
    await stage.until('leg.invited');
    stage.adapter.perform({ do: 'leg.answer', leg: incoming });
    await stage.edge.wait('500 INVITE');
    expect(stage.posted.slice(1)).toEqual([{ on: 'leg.ended', leg: incoming, ending }]);
    expect(stage.endings(incoming)).toEqual(once);
  });
});

describe('races', () => {
  const cancelled: Ending = { cause: 'cancelled', owner: 'customer' };
  const later = () => {
    let go: (sdp: string) => void = () => undefined;
    const promise = new Promise<string>((resolve) => (go = resolve));
    return { promise, go };
  };

  test('a leg is ended while the media still thinks about its offer: nobody is called', async () => {
    const { promise, go } = later();
    stage.answers.offer = () => promise;
    stage.dial();
    stage.end(leg, cancelled);
    go(sdp(4000));
    await promise;
    stage.end(leg, cancelled);
    expect(stage.posted).toEqual([{ on: 'leg.ended', leg, ending: cancelled }]);
    expect([stage.edge.got.length, stage.endings(leg), stage.records.size]).toEqual([0, once, 0]);
  });

  test('the caller gives up while the media still thinks about the answer: 487, never 200', async () => {
    const { promise, go } = later();
    stage.answers.accept = () => promise;
    const branch = await stage.invite();
    await stage.until('leg.invited');
    stage.adapter.perform({ do: 'leg.answer', leg: incoming });
    await stage.edge.request(stage.switchPort, 'CANCEL', `${theirCall}CSeq: 1 CANCEL\r\n`, '', branch);
    await stage.edge.wait('487 INVITE');
    go(sdp(4002));
    await stage.until('leg.ended');
    expect(stage.posted.map((p) => p.on)).toEqual(['leg.invited', 'leg.ended']);
    expect(stage.endings(incoming)).toEqual(once);
  });

  test('caller hangs up in the very ms the agent answers: ACK and BYE, one ended, no answered (FreeSWITCH #2529)', async () => {
    stage.dial();
    const invite = await stage.edge.wait('INVITE');
    stage.edge.respond(invite, 180);
    await stage.until('leg.ringing');
    stage.end(leg, cancelled);
    await stage.edge.wait('CANCEL');
    stage.edge.respond(invite, 200, peerContact, sdp(5000));
    stage.edge.respond(await stage.edge.wait('BYE'), 200);
    await stage.until('leg.ended');
    expect(stage.posted.map((p) => p.on)).toEqual(['leg.ringing', 'leg.ended']);
    expect(stage.endings(leg)).toEqual(once);
  });

  test('both sides hang up at once: one ended', async () => {
    const inside = await theyTalk(stage);
    stage.end(incoming, { cause: 'hangup', owner: 'agent' });
    await stage.edge.request(stage.switchPort, 'BYE', `${inside}CSeq: 2 BYE\r\n`);
    await stage.edge.wait('200 BYE');
    expect(stage.endings(incoming)).toEqual(once);
  });

  test('late effects for a leg that is gone do nothing', async () => {
    await weTalk(stage);
    stage.end(leg, cancelled);
    stage.edge.respond(await stage.edge.wait('BYE'), 200);
    for (const act of ['leg.ring', 'leg.answer'] as const) stage.adapter.perform({ do: act, leg });
    stage.end(leg, cancelled);
    expect(stage.endings(leg)).toEqual(once);
  });
});

test('without the edge there is trouble, and a sentence says which', async () => {
  expect(stage.adapter.trouble()).toBeNull();
  await stage.edge.close();
  while (stage.adapter.trouble() === null) await new Promise((resolve) => setImmediate(resolve));
  expect(stage.adapter.trouble()).toBe('no SIP connection to the edge');
  await stage.edge.listen();
});
