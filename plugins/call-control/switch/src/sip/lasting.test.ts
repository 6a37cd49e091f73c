/** What goes on when a phone, the media or this process was gone for a while. */
import { incoming, leg, peerContact, sdp, SipHarness, theirCall, theyTalk, weTalk } from './harness';

const once = { ended: 1, released: 1 };
let stage: SipHarness;
beforeEach(async () => {
  stage = await new SipHarness().open();
});
afterEach(() => stage.close());

describe('leg.check', () => {
  test('missing BYE: a peer that no longer knows the call hung up', async () => {
    await weTalk(stage);
    stage.adapter.perform({ do: 'leg.check', leg });
    stage.edge.respond(await stage.edge.wait('OPTIONS'), 481);
    await expect(stage.until('leg.ended')).resolves.toMatchObject({ ending: { cause: 'hangup', owner: 'agent', sip: 481 } });
    expect(stage.endings(leg)).toEqual(once);
  });

  test('a leg nobody knows is lost', async () => {
    stage.adapter.perform({ do: 'leg.check', leg });
    expect(stage.posted).toEqual([{ on: 'leg.ended', leg, ending: { cause: 'lost', owner: 'system' } }]);
  });
});

describe('rtpengine was restarted', () => {
  test('a leg that talks gets new ports by a re-INVITE, and its answer goes to the media', async () => {
    await weTalk(stage);
    stage.mediaDid.length = 0;
    stage.adapter.perform({ do: 'leg.heal', leg });
    const reinvite = await stage.edge.wait('INVITE', 2);
    expect(reinvite.body).toBe(sdp(4006));
    stage.edge.respond(reinvite, 200, peerContact, sdp(5002));
    await stage.edge.wait('ACK', 2);
    await stage.did(`answered ${leg}`);
    expect(stage.mediaDid).toEqual([`reoffer ${leg}`, `answered ${leg}`]);
    expect(stage.endings(leg)).toEqual({ ended: 0, released: 0 });
  });

  test('a phone that refuses is asked whether it is still there; the call goes on', async () => {
    await weTalk(stage);
    stage.adapter.perform({ do: 'leg.heal', leg });
    stage.edge.respond(await stage.edge.wait('INVITE', 2), 488);
    stage.edge.respond(await stage.edge.wait('OPTIONS'), 200);
    expect(stage.endings(leg)).toEqual({ ended: 0, released: 0 });
  });

  test('a phone that was ringing meanwhile gets its ports when it is answered', async () => {
    stage.dial();
    const invite = await stage.edge.wait('INVITE');
    const { answered } = stage.answers;
    stage.answers.answered = async () => {
      stage.answers.answered = answered;
      throw new Error('rtpengine knows no such call');
    };
    stage.edge.respond(invite, 200, peerContact, sdp(5000));
    stage.edge.respond(await stage.edge.wait('INVITE', 2), 200, peerContact, sdp(5002));
    await stage.until('leg.answered');
    expect(stage.mediaDid.slice(1)).toEqual([`answered ${leg}`, `reoffer ${leg}`, `answered ${leg}`]);
  });
});

describe('another process takes up the records', () => {
  const crash = async () => {
    await stage.adapter.stop();
    stage.posted.length = 0;
    await stage.start();
  };

  test('a phone that rings can be answered', async () => {
    stage.dial();
    const invite = await stage.edge.wait('INVITE');
    stage.edge.respond(invite, 180);
    await stage.until('leg.ringing');
    await crash();
    stage.edge.respond(await stage.edge.wait('INVITE', 2), 200, peerContact, sdp(5000));
    await stage.until('leg.answered');
    await stage.edge.wait('ACK');
  });

  test('the media had not answered yet: the leg is dialled now', async () => {
    stage.answers.offer = () => new Promise(() => undefined);
    stage.dial();
    stage.answers.offer = async () => sdp(4100);
    await crash();
    expect((await stage.edge.wait('INVITE')).body).toBe(sdp(4100));
  });

  test('the peer had answered, but the media had not taken it yet: it is reported now', async () => {
    stage.answers.answered = () => new Promise(() => undefined);
    stage.dial();
    stage.edge.respond(await stage.edge.wait('INVITE'), 200, peerContact, sdp(5000));
    await stage.edge.wait('ACK');
    stage.answers.answered = async () => '';
    await crash();
    await stage.until('leg.answered');
  });

  test('a caller who waits is answered', async () => {
    await stage.invite();
    await stage.until('leg.invited');
    await crash();
    stage.adapter.perform({ do: 'leg.answer', leg: incoming });
    await stage.until('leg.answered');
    expect(stage.mediaDid).toContain(`accept ${incoming}`);
  });

  test('whoever talks can be hung up, with a greater CSeq', async () => {
    await weTalk(stage);
    await crash();
    stage.end(leg, { cause: 'hangup', owner: 'customer' });
    const bye = await stage.edge.wait('BYE');
    expect(parseInt(bye.header('CSeq'), 10)).toBeGreaterThan(100);
    stage.edge.respond(bye, 200);
    expect(stage.endings(leg)).toEqual(once);
  });

  test('an answer that the core may not have heard is said again', async () => {
    await theyTalk(stage);
    await crash();
    stage.adapter.perform({ do: 'leg.answer', leg: incoming });
    expect(stage.posted).toEqual([{ on: 'leg.answered', leg: incoming }]);
  });

  test('an end that was reported is not reported again', async () => {
    await weTalk(stage);
    stage.end(leg, { cause: 'hangup', owner: 'customer' });
    await crash();
    stage.edge.respond(await stage.edge.wait('BYE', 2), 200);
    await stage.edge.request(stage.switchPort, 'OPTIONS', `${theirCall}CSeq: 9 OPTIONS\r\n`);
    await stage.edge.wait('200 OPTIONS');
    expect([stage.posted, stage.records.size, stage.endings(leg).released]).toEqual([[], 0, 1]);
  });
});
