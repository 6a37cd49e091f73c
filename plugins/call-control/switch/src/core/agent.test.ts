import type { AgentId } from '@zuoxi/contracts';
import type { OpenCommand } from './input';
import { directoryOf, Story } from './story';

const a1 = 'a1' as AgentId;

describe('after the call', () => {
  test('ACW-01 ACW-02 ACW-05 15 s of wrap-up, no call meanwhile, then idle by itself', () => {
    const story = new Story();
    const { customer } = story.talking();
    story.ends(customer);
    expect(story.view('a1').activity).toMatchObject({ kind: 'wrapUp', until: story.now + 15_000 });
    story.calls();
    expect(story.view('a1').activity.kind).toBe('wrapUp'); // ACW-18
    story.passes(15);
    expect(story.view('a1').activity.kind).toBe('offered');
  });

  test('ACW-03 freezing stops the countdown and counts up; ACW-04 "start answering" ends it at once', () => {
    const story = new Story();
    story.ends(story.talking().customer);
    expect(story.does('a1', 'wrapUp.freeze')).toBeNull();
    story.passes(600);
    expect(story.view('a1')).toMatchObject({ activity: { kind: 'wrapUp', until: null } });
    expect(story.does('a1', 'wrapUp.finish')).toBeNull();
    expect(story.view('a1').activity.kind).toBe('idle');
  });

  test('ACW-06 return to service ends it; ACW-12 a break ends it and begins; ACW-14 redial calls the same customer', () => {
    const story = new Story();
    story.ends(story.talking().customer);
    story.does('a1', 'agent.ready');
    expect(story.view('a1').activity.kind).toBe('idle');
    story.ends(story.talking().customer);
    story.does('a1', { type: 'agent.notReady', reason: 'break' });
    expect(story.view('a1')).toMatchObject({ activity: { kind: 'idle' }, intent: { kind: 'notReady' } });
    story.does('a1', 'call.redial');
    story.answers(story.dialled().leg);
    expect(story.dialled().to).toMatchObject({ number: '13800138000' });
  });

  test('ACW-08 ACW-09 ACW-10 wrap-up begins on ring, on answer, or never', () => {
    const rang = (mode: string) => {
      const story = new Story(directoryOf({ wrapUp: { mode, seconds: 5 } }));
      story.online('a1');
      story.ends(story.calls());
      return story.view('a1').activity.kind;
    };
    const talked = (mode: string) => {
      const story = new Story(directoryOf({ wrapUp: { mode, seconds: 5 } }));
      story.ends(story.talking().customer);
      return story.view('a1').activity.kind;
    };
    expect(['ring', 'answer', 'off'].map(rang)).toEqual(['wrapUp', 'idle', 'idle']);
    expect(['ring', 'answer', 'off'].map(talked)).toEqual(['wrapUp', 'wrapUp', 'idle']);
  });

  test('"break after this call": the intent changes at once, the activity ends by itself', () => {
    const story = new Story();
    const { customer } = story.talking();
    story.does('a1', { type: 'agent.notReady', reason: 'break' });
    expect(story.view('a1')).toMatchObject({ intent: { kind: 'notReady' }, activity: { kind: 'talking' } });
    story.ends(customer);
    story.passes(15);
    story.calls();
    expect(story.view('a1').activity.kind).toBe('idle');
  });
});

describe('coming and going', () => {
  test('LOG-04 D10 a second login is refused, and moves the session here when asked to', () => {
    const story = new Story();
    story.online('a1');
    const other = {
      on: 'agent.connected',
      agent: a1,
      session: 'other',
      page: 'p2',
      move: false,
      online: true,
    } as const;
    expect(story.happens(other).refusal).toBe('sessionElsewhere');
    expect(story.happens({ ...other, move: true }).refusal).toBeNull();
    expect(story.facts()).toContain('agent.moved');
  });

  test('D17 STA-02 STA-05 online at entry means ready; not online means signed out', () => {
    const story = new Story();
    story.online('a1');
    expect(story.view('a1').intent.kind).toBe('ready');
    story.happens({
      on: 'agent.connected',
      agent: 'a2' as AgentId,
      session: 's2',
      page: 'p',
      move: false,
      online: false,
    });
    expect(story.view('a2').intent.kind).toBe('signedOut');
    expect(story.does('a2', { type: 'call.dial', number: '13900139000' })).toBe('notSignedIn'); // STA-06
  });

  test('STA-23 ready while talking changes nothing in the call', () => {
    const story = new Story();
    story.talking();
    expect(story.does('a1', 'agent.ready')).toBeNull();
    expect(story.view('a1').activity.kind).toBe('talking');
  });

  test('a workbench that is gone takes no calls, and is signed out after a minute', () => {
    const story = new Story();
    story.online('a1');
    story.happens({ on: 'agent.disconnected', agent: a1, session: 'session-a1', page: 'page-1' });
    story.calls();
    expect(story.view('a1').activity.kind).toBe('idle');
    story.passes(60);
    expect(story.view('a1').intent.kind).toBe('signedOut');
  });

  test('a lost workbench does not end its call, and the wrap-up after it ends by itself', () => {
    const story = new Story();
    const { customer, agent } = story.talking();
    story.happens({ on: 'agent.disconnected', agent: a1, session: 'session-a1', page: 'page-1' });
    story.passes(120);
    expect(story.hears(customer)).toEqual([agent]);
    story.ends(customer);
    story.passes(15);
    expect(story.view('a1').activity.kind).toBe('idle');
  });
});

describe('the whole table: every activity × every command answers, and nothing breaks', () => {
  const states: Record<string, (s: Story) => void> = {
    signedOut: (s) =>
      void s.happens({
        on: 'agent.connected',
        agent: a1,
        session: 'x',
        page: 'pppp',
        move: false,
        online: false,
      }),
    idle: (s) => s.online('a1'),
    break: (s) => (s.online('a1'), void s.does('a1', { type: 'agent.notReady', reason: 'break' })),
    offered: (s) => (s.online('a1'), void s.calls()),
    dialing: (s) => (s.online('a1'), void s.does('a1', { type: 'call.dial', number: '13900139000' })),
    testing: (s) => (s.online('a1'), void s.does('a1', 'call.test'), s.answers(s.legOf('a1'))),
    talking: (s) => void s.talking(),
    held: (s) => (s.talking(), void s.does('a1', 'call.hold')),
    muted: (s) => (s.talking(), void s.does('a1', 'call.mute')),
    returning: (s) => s.ends(s.talking().agent, 'lost', 'agent'),
    wrapUp: (s) => s.ends(s.talking().customer),
    frozen: (s) => (s.ends(s.talking().customer), void s.does('a1', 'wrapUp.freeze')),
  };
  const commands: OpenCommand[] = [
    { type: 'agent.ready' },
    { type: 'agent.notReady', reason: 'break' },
    { type: 'agent.signOut' },
    { type: 'agent.mobile', answering: true, dialing: true },
    { type: 'wrapUp.freeze' },
    { type: 'wrapUp.finish' },
    { type: 'call.dial', number: '13900139000' },
    { type: 'call.redial' },
    { type: 'call.test' },
    { type: 'call.hangup' },
    { type: 'call.hold' },
    { type: 'call.resume' },
    { type: 'call.mute' },
    { type: 'call.unmute' },
    { type: 'call.digits', digits: '1' },
    { type: 'recording.pause' },
    { type: 'recording.resume' },
  ];
  /** What is possible where; everything else is refused with a reason and changes nothing. */
  const possible: Record<string, string[]> = {
    signedOut: ['agent.notReady', 'agent.mobile'],
    idle: ['agent.ready', 'agent.notReady', 'agent.signOut', 'agent.mobile', 'call.dial', 'call.test'],
    break: ['agent.ready', 'agent.notReady', 'agent.signOut', 'agent.mobile', 'call.dial', 'call.test'],
    testing: ['agent.ready', 'agent.notReady', 'agent.mobile', 'call.hangup', 'call.mute', 'call.digits'],
    offered: ['agent.ready', 'agent.notReady', 'agent.mobile', 'call.hangup'],
    dialing: ['agent.ready', 'agent.notReady', 'agent.mobile', 'call.hangup'],
    talking: [
      'agent.ready',
      'agent.notReady',
      'agent.mobile',
      'call.hangup',
      'call.hold',
      'call.mute',
      'call.digits',
      'recording.pause',
    ],
    held: ['agent.ready', 'agent.notReady', 'agent.mobile', 'call.hangup', 'call.resume', 'call.mute', 'recording.pause'],
    muted: [
      'agent.ready',
      'agent.notReady',
      'agent.mobile',
      'call.hangup',
      'call.hold',
      'call.unmute',
      'call.digits',
      'recording.pause',
    ],
    returning: ['agent.ready', 'agent.notReady', 'agent.mobile', 'call.hangup'],
    wrapUp: [
      'agent.ready',
      'agent.notReady',
      'agent.signOut',
      'agent.mobile',
      'wrapUp.freeze',
      'wrapUp.finish',
      'call.dial',
      'call.redial',
      'call.test',
    ],
    frozen: [
      'agent.ready',
      'agent.notReady',
      'agent.signOut',
      'agent.mobile',
      'wrapUp.finish',
      'call.dial',
      'call.redial',
      'call.test',
    ],
  };

  test.each(Object.keys(states))('%s', (name) => {
    const done = commands.filter((command) => {
      const story = new Story();
      states[name]!(story);
      const before = story.events.length;
      const no = story.does('a1', command);
      if (no) expect(story.events.length).toBe(before);
      return no === null;
    });
    expect(done.map((c) => c.type)).toEqual(possible[name]);
  });
});
