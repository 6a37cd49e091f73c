import type { AgentId, Directory, LegId } from '@zuoxi/contracts';
import { directoryOf, Story } from './story';
import { loadWorld, saveWorld } from './world';

const a1 = 'a1' as AgentId;
const mobile = '13700000001';
const customerNumber = '13800138000';

/** Whoever picks the mobile up is connected at once. */
const trusting = (): Directory => directoryOf({}, { mobileConfirm: false });
const lines = (maxCalls: number): Directory => {
  const directory = trusting();
  return { ...directory, trunks: directory.trunks.map((t) => ({ ...t, maxCalls })) };
};
const closes = (story: Story): void =>
  void story.happens({ on: 'agent.disconnected', agent: a1, session: 'session-a1', page: 'page-1' });
/** Signed in with mobile answering on; the page is closed and no phone is registered. */
const away = (directory = trusting()): Story => {
  const story = new Story(directory);
  story.online('a1');
  expect(story.does('a1', { type: 'agent.mobile', answering: true, dialing: false })).toBeNull();
  closes(story);
  story.happens({ on: 'station.gone', agent: a1 });
  return story;
};
const dials = (story: Story): string[] =>
  story.effects.flatMap((e) => (e.do === 'leg.dial' ? [e.to.kind === 'trunk' ? e.to.number : e.to.agent] : []));

describe('mobile answering', () => {
  test('STA-21 INB-13 the page is closed: the mobile rings, shows a number of ours, and customer and agent hear each other', () => {
    const story = away();
    const customer = story.calls();
    expect(story.dialled()).toMatchObject({ to: { kind: 'trunk', number: mobile }, caller: { number: '4001', name: '' } });
    const own = story.legOf('a1');
    story.rings(own);
    story.answers(own);
    expect([story.hears(customer), story.hears(own)]).toEqual([[own], [customer]]);
    expect(story.does('a1', 'call.hold')).toBeNull();
    expect(story.hears(customer)).toEqual(['hold']);
    story.does('a1', 'call.resume');
    story.ends(own, 'hangup', 'agent');
    expect(story.records()).toMatchObject([{ agent: 'a1', outcome: 'normal', ani: customerNumber }]);
    expect(story.view('a1').activity.kind).toBe('wrapUp');
  });

  test('STA-21 a closed page does not sign out who answers by mobile; switching it off does, for the page is long gone', () => {
    const story = away();
    story.passes(3600);
    expect(story.view('a1').intent.kind).toBe('ready');
    story.does('a1', { type: 'agent.mobile', answering: false, dialing: false });
    story.passes(0);
    expect(story.view('a1').intent.kind).toBe('signedOut');
  });

  test('INB-13 also with the page open the mobile rings and not the browser; ready needs no microphone', () => {
    const story = new Story();
    story.happens({ on: 'agent.connected', agent: a1, session: 's', page: 'p', move: false, online: false });
    expect(story.does('a1', 'agent.ready')).toBe('microphoneMissing');
    story.does('a1', { type: 'agent.mobile', answering: true, dialing: false });
    expect(story.does('a1', 'agent.ready')).toBeNull();
    story.calls();
    expect(dials(story)).toEqual([mobile]);
    expect(story.view('a1').call).toMatchObject({ onMobile: true, auto: false });
  });

  test('signing out means no calls, the switch keeps its place for the next time', () => {
    const story = away();
    story.does('a1', 'agent.signOut');
    story.calls();
    story.ends(story.calls('4002'));
    expect(dials(story)).toEqual([]);
    expect(story.view('a1').mobile).toEqual({ bound: true, answering: true, dialing: false });
  });

  test('a mobile that does not answer in time is treated like any phone: the call goes back, the agent on a break', () => {
    const story = away();
    const customer = story.calls();
    story.rings(story.legOf('a1'));
    story.passes(30);
    expect(story.view('a1').intent).toEqual({ kind: 'notReady', reason: 'break' });
    expect(story.call()).toMatchObject({ waiting: { priority: 5 } });
    expect(story.hears(customer)).toEqual(['wait']);
  });

  test('a mobile that cannot be reached is offered nothing more: answering goes off and the workbench is told', () => {
    const story = away();
    story.calls();
    story.ends(story.legOf('a1'), 'unreachable', 'carrier');
    expect(dials(story)).toEqual([mobile]);
    expect(story.events.map((e) => e.fact)).toContainEqual({
      type: 'mobile.switched',
      agent: 'a1',
      answering: false,
      dialing: false,
      by: 'system',
    });
    expect(story.view('a1')).toMatchObject({ activity: { kind: 'idle' }, mobile: { answering: false } });
  });

  test('no free line: nobody is asked in vain; the call is offered as soon as a line is free', () => {
    const story = away(lines(2));
    const first = story.calls();
    story.ends(story.legOf('a1'), 'rejected', 'agent'); // on a break now, the first call waits
    const second = story.calls();
    story.does('a1', 'agent.ready');
    expect(dials(story)).toEqual([mobile]); // both lines are the customers'
    expect(story.view('a1').activity.kind).toBe('idle');
    story.ends(second);
    expect(dials(story)).toEqual([mobile, mobile]);
    expect(story.world.legs.get(first)).toBe(story.call().id);
  });

  test('no free line, but a desk: the browser rings as without a mobile', () => {
    const story = new Story(lines(1));
    story.online('a1');
    story.does('a1', { type: 'agent.mobile', answering: true, dialing: false });
    story.calls();
    expect(dials(story)).toEqual(['a1']);
  });

  test('a colleague who dials the agent number reaches the mobile, which shows a number of ours', () => {
    const story = away();
    story.online('a2');
    story.does('a2', { type: 'call.dial', number: '1001' });
    story.answers(story.dialled().leg);
    expect(story.dialled()).toMatchObject({ to: { kind: 'trunk', number: mobile }, caller: { number: '4001' } });
  });

  test('a mobile that falls silent is rung once more, then the desk', () => {
    const story = away();
    story.calls();
    story.answers(story.legOf('a1'));
    story.ends(story.legOf('a1'), 'lost', 'agent');
    expect(story.view('a1').call?.phase).toBe('returning');
    story.ends(story.legOf('a1'), 'unreachable', 'carrier');
    expect(dials(story)).toEqual([mobile, mobile]);
    story.online('a1');
    expect(dials(story)).toEqual([mobile, mobile, 'a1']);
    story.answers(story.legOf('a1'));
    expect(story.view('a1').call?.phase).toBe('talking');
  });
});

describe('mobile outbound', () => {
  const dialing = (directory = trusting()): Story => {
    const story = new Story(directory);
    story.online('a1');
    story.does('a1', { type: 'agent.mobile', answering: false, dialing: true });
    return story;
  };

  test('OUT-11 the own mobile is rung first; when it answers the customer is dialled, and both hear each other', () => {
    const story = dialing();
    expect(story.does('a1', { type: 'call.dial', number: '13900139000' })).toBeNull();
    expect(dials(story)).toEqual([mobile]);
    expect(story.dialled().caller).toEqual({ number: '4001', name: '' });
    const own = story.dialled().leg;
    story.answers(own);
    expect(dials(story)).toEqual([mobile, '13900139000']);
    const customer = story.dialled().leg;
    story.answers(customer);
    expect([story.hears(customer), story.hears(own)]).toEqual([[own], [customer]]);
    story.ends(customer);
    expect(story.records()).toMatchObject([{ direction: 'outbound', agent: 'a1', dnis: '13900139000', outcome: 'normal' }]);
  });

  test('OUT-11 the mobile never takes the line that the customer needs: the desk dials then, and without one nothing is dialled', () => {
    const story = dialing(lines(1));
    expect(story.does('a1', { type: 'call.dial', number: '13900139000' })).toBeNull();
    expect(dials(story)).toEqual(['a1']);
    story.does('a1', 'call.hangup');
    story.happens({ on: 'agent.microphone', agent: a1, ok: false });
    expect(story.does('a1', { type: 'call.dial', number: '13900139000' })).toBe('noMobile');
  });

  test('LOG-32 a test call tries the sound of the desk, whatever the mobile does', () => {
    const story = dialing();
    story.does('a1', 'call.test');
    expect(dials(story)).toEqual(['a1']);
  });
});

describe('a mobile that is picked up is asked first: its voicemail box presses no key', () => {
  /** The phone is up, and nobody has pressed anything. */
  const asked = (): { story: Story; customer: LegId; own: LegId } => {
    const story = away(directoryOf());
    const customer = story.calls();
    const own = story.legOf('a1');
    story.rings(own);
    story.answers(own);
    return { story, customer, own };
  };
  const presses = (story: Story, leg: LegId, digit: string): void => void story.happens({ on: 'leg.digit', leg, digit });

  test('STA-21 the agent hears the question, the caller ringing; pressing 1 connects them, and the call counts from then', () => {
    const { story, customer, own } = asked();
    expect([story.hears(customer), story.hears(own)]).toEqual([['ring'], ['confirm']]);
    story.passes(4);
    presses(story, own, '2');
    story.answers(own); // a repeated 200
    expect(story.view('a1').activity.kind).toBe('offered');
    presses(story, own, '1');
    expect([story.hears(customer), story.hears(own)]).toEqual([[own], [customer]]);
    presses(story, own, '1'); // means nothing in a conversation
    story.passes(10);
    story.ends(customer);
    expect(story.records()).toMatchObject([{ agent: 'a1', outcome: 'normal', talkMs: 10_000, ringMs: 4000 }]);
  });

  test('nobody presses it: when the question was asked, or the ring time is over, the caller is back at the head, the agent on a break', () => {
    for (const ends of ['prompt', 'time'] as const) {
      const { story, customer, own } = asked();
      if (ends === 'time') story.passes(30);
      else {
        const { id, rooms } = story.call();
        const playing = rooms.find((r) => r.legs.includes(own))?.sound?.play.id;
        story.happens({ on: 'played', call: id, leg: own, play: playing! });
      }
      expect(story.did('leg.end', own)).toBe(true);
      expect(story.hears(customer)).toEqual(['wait']);
      expect(story.view('a1')).toMatchObject({ intent: { kind: 'notReady', reason: 'break' }, mobile: { answering: true } });
      story.ends(own); // what the phone says afterwards
      presses(story, own, '1');
      expect(story.call().talkingAt).toBeNull();
    }
  });

  test('a prompt that is not there becomes a beep: 1 still takes the call, until the ring time is over', () => {
    const { story, customer, own } = asked();
    const prompt = story.call().rooms.find((r) => r.legs.includes(own))?.sound?.play.id;
    story.happens({ on: 'played', call: story.call().id, leg: own, play: prompt!, missing: true });
    expect([story.hears(own), story.view('a1').activity.kind]).toEqual([['beep'], 'offered']);
    presses(story, own, '1');
    expect([story.hears(customer), story.hears(own)]).toEqual([[own], [customer]]);
  });

  test('laying it down again is a refusal, no fault of the mobile; a caller who gave up ends the question', () => {
    const refused = asked();
    refused.story.ends(refused.own, 'hangup', 'agent');
    expect(refused.story.view('a1').mobile.answering).toBe(true);
    expect(refused.story.facts()).toContain('offer.ended');
    const gone = asked();
    gone.story.ends(gone.customer);
    expect(gone.story.did('leg.end', gone.own)).toBe(true);
    expect(gone.story.records()).toMatchObject([{ talkMs: 0, outcome: 'abandonedRinging' }]);
  });

  test('STA-22 OUT-11 the customer is dialled when the key is pressed, and never when it is not', () => {
    for (const pressed of [true, false]) {
      const story = new Story();
      story.online('a1');
      story.does('a1', { type: 'agent.mobile', answering: false, dialing: true });
      story.does('a1', { type: 'call.dial', number: '13900139000' });
      const own = story.dialled().leg;
      story.answers(own);
      expect([dials(story), story.hears(own)]).toEqual([[mobile], ['confirm']]);
      if (pressed) presses(story, own, '1');
      else story.ends(own);
      expect(dials(story)).toEqual(pressed ? [mobile, '13900139000'] : [mobile]);
    }
  });

  test('a call that comes back to the mobile asks nothing again; one whose sound broke is healed while it asks', () => {
    const { story, own } = asked();
    story.happens({ on: 'leg.broken', leg: own });
    expect(story.did('leg.heal', own)).toBe(true);
    presses(story, own, '1');
    story.ends(own, 'lost', 'agent');
    story.answers(story.legOf('a1'));
    expect(story.view('a1').call?.phase).toBe('talking');
  });
});

describe('the switches', () => {
  test('STA-22 said twice, they change nothing more', () => {
    const story = new Story();
    story.online('a1');
    const both = { type: 'agent.mobile', answering: true, dialing: true } as const;
    story.does('a1', both);
    const before = story.events.length;
    expect(story.does('a1', both)).toBeNull();
    expect(story.events.length).toBe(before);
    expect(story.view('a1').mobile).toEqual({ bound: true, answering: true, dialing: true });
  });

  test('no bound mobile, or no number that may be shown on a line: refused', () => {
    const directory = directoryOf();
    const unbound = { ...directory, agents: directory.agents.map(({ mobile: _, ...a }) => a) };
    const unshown = { ...directory, numbers: directory.numbers.map((n) => ({ ...n, outbound: false })) };
    for (const without of [unbound, unshown]) {
      const story = new Story(without);
      story.online('a1');
      expect(story.does('a1', { type: 'agent.mobile', answering: true, dialing: false })).toBe('noMobile');
      expect(story.view('a1').mobile.bound).toBe(false);
    }
  });

  test('LOG-17 the number is in no view and no event', () => {
    const story = away();
    story.calls();
    story.answers(story.legOf('a1'));
    story.ends(story.legOf('a1'), 'hangup', 'agent');
    expect(JSON.stringify([story.events, story.view('a1')])).not.toContain(mobile);
  });

  test('a snapshot from before there were mobiles loads with both switched off', () => {
    const story = new Story();
    story.online('a1');
    const saved = JSON.parse(JSON.stringify(saveWorld(story.world)));
    for (const agent of saved.agents) delete agent.mobile;
    expect(loadWorld('s1', saved).agents.get(a1)?.mobile).toEqual({ answering: false, dialing: false });
  });
});
