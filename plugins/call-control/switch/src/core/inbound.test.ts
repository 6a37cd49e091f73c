import { actions, type AgentId, type Directory, type LegId } from '@zuoxi/contracts';
import { directoryOf, Story } from './story';

/** The directory in which the first agent may see full numbers, or not. */
const withRight = (unmasked: boolean, version = 1): Directory => {
  const directory = directoryOf({ wrapUp: { mode: 'answer', seconds: null } });
  return { ...directory, version, agents: directory.agents.map((a, i) => (i === 0 ? { ...a, unmasked } : a)) };
};
const at = (peer: 'browser' | 'phone', directory: Directory): Story => {
  const story = new Story(directory);
  story.online('a1');
  story.happens({ on: 'station.registered', agent: 'a1' as AgentId, peer });
  story.calls();
  return story;
};

describe('D25 who calls is shown by the right of the person, not by the kind of phone', () => {
  test.each(['browser', 'phone'] as const)('on a %s', (peer) => {
    expect(at(peer, withRight(false)).dialled().caller).toEqual({ number: '138****8000', name: '' });
    expect(at(peer, withRight(true)).dialled().caller).toEqual({ number: '13800138000', name: '' });
  });

  test('a directory on disk that says nothing of rights masks', () => {
    const directory = directoryOf();
    const before = directory.agents.map(({ unmasked: _, ...agent }) => agent as Directory['agents'][number]);
    expect(at('phone', { ...directory, agents: before }).dialled().caller.number).toBe('138****8000');
  });

  test('the call that has just ended is masked too when the right is lost, and dialled again all the same', () => {
    const story = at('browser', withRight(true));
    story.answers(story.legOf('a1'));
    story.ends(story.legOf('a1'));
    expect(story.view('a1').call).toMatchObject({ phase: 'ended', number: '13800138000' });
    story.happens({ on: 'directory', directory: withRight(false, 2) });
    expect(JSON.stringify(story.view('a1'))).not.toContain('13800138000');
    expect(story.view('a1').call).toMatchObject({ number: '138****8000' });
    expect(story.does('a1', 'call.redial')).toBeNull();
    story.answers(story.legOf('a1'));
    expect(story.dialled().to).toMatchObject({ number: '13800138000' });
  });
});

describe('a call to a queue', () => {
  test('ACD-01 INB-01 INB-02 rings at an idle agent, and INB-06 INB-07 both talk after the answer', () => {
    const story = new Story();
    story.online('a1');
    const customer = story.calls();
    expect(story.view('a1')).toMatchObject({ activity: { kind: 'offered' }, call: { phase: 'offered', number: '138****8000' } });
    const agent = story.legOf('a1');
    story.rings(agent);
    expect(story.hears(customer)).toEqual(['ring']);
    story.answers(agent);
    expect(story.hears(customer)).toEqual([agent]);
    expect(story.hears(agent)).toEqual([customer]);
    expect(story.view('a1')).toMatchObject({
      activity: { kind: 'talking' },
      call: { phase: 'talking', answeredAt: story.now, recording: 'on' },
    });
  });

  test('hears the welcome, then music while it waits', () => {
    const story = new Story(directoryOf({ welcome: 'zh/welcome' }));
    const customer = story.calls();
    expect(story.hears(customer)).toEqual(['welcome']);
    const sound = story.call().rooms[0]!.sound!;
    expect(sound.play).toMatchObject({ file: 'zh/welcome', loop: false });
    story.happens({ on: 'played', call: story.call().id, leg: customer, play: sound.play.id });
    expect(story.hears(customer)).toEqual(['wait']);
  });

  test('is served in order of entry, by the agent who is idle longest', () => {
    const story = new Story();
    const first = story.calls();
    story.passes(1);
    const second = story.calls();
    story.online('a2');
    expect(story.view('a2').call?.waitedMs).toBe(1000);
    story.passes(1);
    story.online('a1');
    story.answers(story.legOf('a2'));
    story.answers(story.legOf('a1'));
    expect(story.hears(first)).toEqual([story.legOf('a2')]);
    expect(story.hears(second)).toEqual([story.legOf('a1')]);
  });

  test('STA-10 STA-11 ACD-02 D3: 30 s of ringing put the agent on break, and the call goes to the next with its time kept', () => {
    const story = new Story();
    story.online('a1');
    story.passes(1);
    story.online('a2');
    story.calls();
    const entered = story.now;
    story.rings(story.legOf('a1'));
    story.passes(29);
    expect(story.view('a1').activity.kind).toBe('offered');
    story.passes(1);
    expect(story.view('a1')).toMatchObject({ intent: { kind: 'notReady', reason: 'break' }, activity: { kind: 'idle' } });
    expect(story.view('a2').activity.kind).toBe('offered');
    expect(story.call().queuedAt).toBe(entered);
  });

  test('STA-11 a requeued call is at the head: before those that came while it rang', () => {
    const story = new Story();
    story.online('a1');
    const first = story.calls();
    story.passes(5);
    story.calls();
    story.passes(25);
    story.does('a1', 'agent.ready');
    story.answers(story.legOf('a1'));
    expect(story.hears(first)).toEqual([story.legOf('a1')]);
  });

  test('ACD-03 INB-04 D3: with the action "ready" the next agent rings and the first stays ready', () => {
    const story = new Story(directoryOf({ onNoAnswer: 'ready', ringSeconds: 10 }));
    story.online('a1');
    story.passes(1);
    story.online('a2');
    story.calls();
    story.passes(10);
    expect(story.view('a1')).toMatchObject({ intent: { kind: 'ready' }, activity: { kind: 'idle' } });
    expect(story.view('a2').activity.kind).toBe('offered');
  });

  test('ACD-07 CDR-05 the caller gives up while an agent rings: nobody is stuck', () => {
    const story = new Story();
    story.online('a1');
    const customer = story.calls();
    const agent = story.legOf('a1');
    story.passes(4);
    story.ends(customer, 'hangup');
    expect(story.did('leg.end', agent)).toBe(true);
    expect(story.view('a1').activity.kind).toBe('idle');
    expect(story.records()).toMatchObject([{ outcome: 'abandonedRinging', agent: 'a1', talkingAt: null }]);
  });

  test('ACD-05 gives up with nobody signed in: "no agent online"; with somebody busy: abandoned in the queue', () => {
    const story = new Story();
    story.ends(story.calls());
    story.online('a1');
    story.does('a1', { type: 'agent.notReady', reason: 'break' });
    story.ends(story.calls());
    expect(story.records().map((r) => r.outcome)).toEqual(['noAgentOnline', 'abandonedInQueue']);
  });

  test('caller hangs up in the very ms the agent answers: the answer finds no call and the phone is hung up (FreeSWITCH #2529)', () => {
    const story = new Story();
    story.online('a1');
    const customer = story.calls();
    const agent = story.legOf('a1');
    story.rings(agent);
    story.ends(customer);
    story.effects.length = 0;
    story.answers(agent);
    expect(story.did('leg.end', agent)).toBe(true);
    expect(story.view('a1').activity.kind).toBe('idle');
    expect(story.records()).toHaveLength(1);
  });

  test('the agent is gone while ringing: the call is offered to the next at once', () => {
    const story = new Story();
    story.online('a1');
    story.passes(1);
    story.online('a2');
    story.calls();
    story.ends(story.legOf('a1'), 'unreachable', 'agent');
    expect(story.view('a1').station.registered).toBe(false);
    expect(story.view('a2').activity.kind).toBe('offered');
  });

  test.each(['unreachable', 'lineError', 'lost'] as const)(
    'a desk phone that could not be reached once (%s) is put aside for a time, not for ever: it only refreshes its registration',
    (cause) => {
      const story = new Story();
      story.online('a1');
      story.happens({ on: 'station.registered', agent: story.view('a1').agent.id, peer: 'phone' });
      story.calls();
      story.ends(story.legOf('a1'), cause, 'agent');
      expect(story.view('a1')).toMatchObject({ activity: { kind: 'idle' }, station: { registered: false, peer: 'phone' } });
      story.passes(29);
      expect(story.view('a1').activity.kind).toBe('idle');
      story.passes(1);
      expect(story.view('a1')).toMatchObject({ activity: { kind: 'offered' }, station: { registered: true } });
    },
  );

  test('put aside, and registered anew meanwhile: rung at once', () => {
    const story = new Story();
    story.online('a1');
    story.calls();
    story.ends(story.legOf('a1'), 'unreachable', 'agent');
    story.happens({ on: 'station.registered', agent: story.view('a1').agent.id, peer: 'browser' });
    expect(story.view('a1').activity.kind).toBe('offered');
  });

  test('a state chosen while it rings holds when the ring runs out, and when it is refused', () => {
    const story = new Story();
    story.online('a1');
    story.calls();
    story.does('a1', { type: 'agent.notReady', reason: 'meeting' });
    story.passes(30);
    expect(story.view('a1')).toMatchObject({ intent: { kind: 'notReady', reason: 'meeting' }, activity: { kind: 'idle' } });
    story.does('a1', 'agent.ready');
    story.does('a1', { type: 'agent.notReady', reason: 'meeting' });
    story.does('a1', 'call.hangup');
    expect(story.view('a1').intent).toEqual({ kind: 'notReady', reason: 'meeting' });
  });

  test('a rejected offer: the agent is put on break, the call stays in the queue', () => {
    const story = new Story();
    story.online('a1');
    story.calls();
    expect(story.does('a1', 'call.hangup')).toBeNull();
    expect(story.view('a1').intent).toEqual({ kind: 'notReady', reason: 'break' });
    expect(story.call().waiting).not.toBeNull();
  });

  test('an unknown number is refused with 404 in mind and never becomes a call', () => {
    const story = new Story();
    const leg = story.calls('9999');
    expect(story.effects).toContainEqual({ do: 'leg.end', leg, ending: { cause: 'unknownNumber', owner: 'customer' } });
    expect(story.facts()).toContain('call.refused');
    expect(story.last?.notes[0]).toContain('9999');
    story.calls('4008001234');
    expect(story.last?.notes[0]).toMatch(/from …\d{4} to …1234 over/); // a log is read by more people than may see numbers (D25)
    expect(story.world.calls.size).toBe(0);
  });

  test('TEN-07 a caller on the blacklist is refused until the entry ends; other callers are not', () => {
    const until = new Story().now + 60_000;
    const blocked = [
      { number: '13800138000', until },
      { number: '+8613900139000', until: null },
    ];
    const story = new Story(directoryOf({}, { blocked }));
    const leg = story.calls();
    expect(story.effects).toContainEqual({ do: 'leg.end', leg, ending: { cause: 'rejected', owner: 'system' } });
    story.calls('4001', '8613900139000');
    expect(story.world.calls.size).toBe(0);
    story.calls('4001', '13700137000');
    expect(story.world.calls.size).toBe(1);
    story.passes(61);
    story.calls();
    expect(story.world.calls.size).toBe(2);
  });

  test('a caller who withholds the number is anonymous to everybody, in full to nobody, and blocked by number all the same', () => {
    const withheld = (s: Story, ani: string) => {
      const leg = `in-${s.events.length}` as LegId;
      const trunk = s.world.directory.source.trunks[0]!.id;
      s.happens({
        on: 'leg.invited',
        leg,
        source: { kind: 'trunk', trunk },
        ani,
        withheld: true,
        dnis: '4001',
        divertedFrom: ['02'],
      });
      return leg;
    };
    const story = new Story();
    story.online('a1');
    const leg = withheld(story, '13800138000');
    story.answers(leg);
    story.answers(story.legOf('a1'));
    story.ends(leg);
    expect(story.view('a1').call?.number).toBe('anonymous');
    expect(story.records()).toMatchObject([{ ani: 'anonymous', divertedFrom: ['02'] }]);
    expect(JSON.stringify([story.events, [...story.world.calls.values()], [...story.world.agents.values()]])).not.toContain(
      '8000',
    );
    expect([actions['call.redial'](story.view('a1')), story.does('a1', 'call.redial')]).toEqual([
      'numberInvalid',
      'numberInvalid',
    ]);
    for (const number of ['+8613800138000', 'anonymous']) {
      const strict = new Story(directoryOf({}, { blocked: [{ number, until: null }] }));
      withheld(strict, '013800138000');
      expect([strict.world.calls.size, strict.facts().includes('call.started')]).toEqual([0, false]);
    }
  });

  test('INB-05 where the admin says so, the agent’s phone is told to answer by itself', () => {
    const story = new Story(directoryOf({ autoAnswer: true }));
    story.online('a1');
    story.calls();
    expect(story.dialled().to).toMatchObject({ kind: 'agent', auto: true });
    expect(story.view('a1').call?.auto).toBe(true);
  });

  test('a direct number rings at its agent only', () => {
    const story = new Story();
    story.online('a1');
    story.online('a2');
    const customer = story.calls('4002');
    story.answers(story.legOf('a1'));
    expect(story.hears(customer)).toEqual([story.legOf('a1')]);
    expect(story.view('a2').activity.kind).toBe('idle');
  });

  test('STA-06 STA-08 LOG-35: signed out, on break, without microphone or without phone nobody is offered a call', () => {
    const story = new Story(directoryOf({}, {}, 4));
    for (const a of ['a1', 'a2', 'a3', 'a4']) story.online(a);
    story.does('a1', 'agent.signOut');
    story.does('a2', { type: 'agent.notReady', reason: 'break' });
    story.happens({ on: 'agent.microphone', agent: story.view('a3').agent.id, ok: false });
    story.happens({ on: 'station.gone', agent: story.view('a4').agent.id });
    story.calls();
    expect(['a1', 'a2', 'a3', 'a4'].map((a) => story.view(a).activity.kind)).toEqual(['idle', 'idle', 'idle', 'idle']);
    story.happens({ on: 'station.registered', agent: story.view('a4').agent.id, peer: 'browser' });
    expect(story.view('a4').activity.kind).toBe('offered');
  });
});
