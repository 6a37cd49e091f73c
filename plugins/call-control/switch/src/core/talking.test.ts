import type { AgentId, LegId } from '@zuoxi/contracts';
import { directoryOf, Story } from './story';

describe('in the call', () => {
  test('CTL-02 CTL-03 CTL-04 CTL-05 hold: the customer hears music, neither hears the other; retrieve restores', () => {
    const story = new Story();
    const { customer, agent } = story.talking();
    expect(story.does('a1', 'call.hold')).toBeNull();
    expect(story.hears(customer)).toEqual(['hold']);
    expect(story.hears(agent)).toEqual([]);
    expect(story.view('a1').call).toMatchObject({ phase: 'held', heldAt: story.now });
    expect(story.does('a1', 'call.hold')).toBe('wrongState');
    story.passes(7);
    expect(story.does('a1', 'call.resume')).toBeNull();
    expect(story.hears(customer)).toEqual([agent]);
    story.passes(3);
    story.ends(customer);
    expect(story.records()).toMatchObject([{ holdMs: 7000, talkMs: 3000, outcome: 'normal' }]);
  });

  test('CTL-06 D4: where the queue says so, the agent hears the held customer', () => {
    const story = new Story(directoryOf({ agentHearsHold: true }));
    const { customer, agent } = story.talking();
    story.does('a1', 'call.hold');
    expect(story.hears(agent)).toEqual([customer]);
    expect(story.hears(customer)).toEqual(['hold']);
  });

  test('CTL-07 mute: the customer does not hear the agent, the agent hears the customer; a hold in between forgets nothing', () => {
    const story = new Story();
    const { customer, agent } = story.talking();
    story.does('a1', 'call.mute');
    expect(story.hears(customer)).toEqual([]);
    expect(story.hears(agent)).toEqual([customer]);
    story.does('a1', 'call.hold');
    story.does('a1', 'call.resume');
    expect(story.hears(customer)).toEqual([]);
    story.does('a1', 'call.unmute');
    expect(story.hears(customer)).toEqual([agent]);
  });

  test('CTL-08 digits go to the other side only', () => {
    const story = new Story();
    const { customer } = story.talking();
    story.does('a1', { type: 'call.digits', digits: '12#' });
    expect(story.effects).toContainEqual({ do: 'leg.digits', leg: customer, digits: '12#' });
  });

  test('CTL-01 INB-09 the agent hangs up: the customer is hung up, one record says who ended it', () => {
    const story = new Story();
    const { customer, agent } = story.talking();
    story.passes(41);
    story.does('a1', 'call.hangup');
    expect(story.did('leg.end', customer) && story.did('leg.end', agent)).toBe(true);
    expect(story.records()).toMatchObject([{ ending: { cause: 'hangup', owner: 'agent' }, talkMs: 41000 }]);
    story.ends(agent, 'hangup', 'agent'); // late and double reports change nothing
    story.ends(customer);
    expect(story.records()).toHaveLength(1);
  });

  test('INB-08 D26: where the tenant forbids it, an agent does not hang up an inbound call', () => {
    const story = new Story(directoryOf({}, { agentMayHangUpInbound: false }));
    story.talking();
    expect(story.does('a1', 'call.hangup')).toBe('notAllowed');
    expect(story.view('a1').call?.phase).toBe('talking');
  });

  test('REC-01 a call is recorded by default; a pause is told; a second segment belongs to the same record', () => {
    const story = new Story();
    const { customer } = story.talking();
    const call = story.call().id;
    story.happens({ on: 'segment.started', call, file: 'x.1.wav', at: story.now });
    story.does('a1', 'recording.pause');
    expect(story.view('a1').call?.recording).toBe('paused');
    story.does('a1', 'recording.resume');
    story.happens({ on: 'segment.started', call, file: 'x.2.wav', at: story.now });
    story.ends(customer);
    expect(story.records()[0]!.segments.map((s) => s.file)).toEqual(['x.1.wav', 'x.2.wav']);
  });

  test('a page reload: music for the customer, the new phone takes the old seat', () => {
    const story = new Story();
    const { customer, agent } = story.talking();
    story.happens({
      on: 'agent.connected',
      agent: story.view('a1').agent.id,
      session: 'session-a1',
      page: 'page-2',
      move: false,
      online: undefined,
    });
    expect(story.did('leg.end', agent)).toBe(true);
    expect(story.hears(customer)).toEqual(['return']);
    story.passes(2);
    story.happens({ on: 'station.registered', agent: story.view('a1').agent.id, peer: 'browser' });
    expect(story.dialled().to).toMatchObject({ kind: 'agent', auto: true });
    story.answers(story.dialled().leg);
    expect(story.hears(customer)).toEqual([story.dialled().leg]);
    expect(story.view('a1').activity.kind).toBe('talking');
    expect(story.view('a1').call?.waitedMs).toBe(0); // until the leg that answered, not the one that came back
  });

  test('held by the other side: a fact, a word on the bar, and no more once it is over', () => {
    const story = new Story();
    const { customer, agent } = story.talking();
    const mine = story.view('a1').call?.heldByOther;
    story.happens({ on: 'leg.held', leg: customer, held: true });
    expect([mine, story.view('a1').call?.heldByOther, story.view('a1').call?.phase]).toEqual([false, true, 'talking']);
    story.happens({ on: 'leg.held', leg: customer, held: true });
    story.happens({ on: 'leg.held', leg: customer, held: false });
    expect(story.view('a1').call?.heldByOther).toBe(false);
    expect(story.facts().filter((f) => f === 'leg.held' || f === 'leg.resumed')).toEqual(['leg.held', 'leg.resumed']);
    story.happens({ on: 'leg.held', leg: agent, held: true }); // one's own phone
    expect(story.view('a1').call?.heldByOther).toBe(false);
  });

  test('early sound that is offered one-way (183 sendonly) is no hold; answered so, it is', () => {
    const story = new Story();
    story.online('a1');
    story.does('a1', { type: 'call.dial', number: '13900139000' });
    story.answers(story.legOf('a1'));
    const { leg } = story.dialled();
    story.happens({ on: 'leg.held', leg, held: true });
    story.rings(leg, true);
    expect(story.view('a1').call?.heldByOther).toBe(false);
    story.answers(leg);
    expect(story.view('a1').call?.heldByOther).toBe(true);
    expect(story.facts()).not.toContain('leg.held');
  });

  test('a reload while the customer is held keeps the hold (FreeSWITCH #1833)', () => {
    const story = new Story();
    const { customer } = story.talking();
    story.does('a1', 'call.hold');
    story.happens({
      on: 'agent.connected',
      agent: story.view('a1').agent.id,
      session: 'session-a1',
      page: 'page-2',
      move: false,
      online: undefined,
    });
    story.happens({ on: 'station.registered', agent: story.view('a1').agent.id, peer: 'browser' });
    story.answers(story.dialled().leg);
    expect(story.hears(customer)).toEqual(['hold']);
    expect(story.view('a1').call?.phase).toBe('held');
  });

  test('an agent who does not come back: the caller returns to the head of the queue', () => {
    const story = new Story();
    const { customer, agent } = story.talking();
    story.ends(agent, 'lost', 'agent');
    story.ends(story.dialled().leg, 'unreachable', 'agent');
    story.passes(20);
    expect(story.hears(customer)).toEqual(['wait']);
    expect(story.view('a1').activity.kind).toBe('idle');
    expect(story.call().waiting?.since).toBe(story.call().queuedAt);
  });
});

describe('calling out', () => {
  test('OUT-01 OUT-08 OUT-09 the own phone first, then the customer; ringback, then talk', () => {
    const story = new Story();
    story.online('a1');
    expect(story.does('a1', { type: 'call.dial', number: '13900139000' })).toBeNull();
    const own = story.dialled();
    expect(own.to).toMatchObject({ kind: 'agent', auto: true });
    story.answers(own.leg);
    const other = story.dialled();
    expect(other).toMatchObject({ to: { kind: 'trunk', number: '13900139000' }, caller: { number: '4001' } });
    story.rings(other.leg);
    expect(story.hears(own.leg)).toEqual(['ring']);
    story.rings(other.leg, true);
    expect(story.hears(own.leg)).toEqual([other.leg]);
    expect(story.hears(other.leg)).toEqual([own.leg]);
    story.answers(other.leg);
    story.passes(5);
    story.ends(other.leg);
    expect(story.records()).toMatchObject([
      { direction: 'outbound', outcome: 'normal', talkMs: 5000, ani: '4001', dnis: '13900139000' },
    ]);
    expect(story.view('a1').activity.kind).toBe('wrapUp');
  });

  test.each([
    ['busy', 'busy'],
    ['noAnswer', 'noAnswer'],
    ['rejected', 'rejected'],
    ['unreachable', 'unreachable'],
    ['unknownNumber', 'unknownNumber'],
    ['lineError', 'lineError'],
  ] as const)(
    'CDR-12 the other side ends with %s: the record says so, the agent is idle and may redial (ACW-14)',
    (cause, outcome) => {
      const story = new Story();
      story.online('a1');
      story.does('a1', { type: 'call.dial', number: '13900139000' });
      story.answers(story.dialled().leg);
      story.ends(story.dialled().leg, cause, 'carrier');
      expect(story.records()).toMatchObject([{ outcome }]);
      expect(story.view('a1').activity.kind).toBe('idle');
      expect(story.does('a1', 'call.redial')).toBeNull();
    },
  );

  test('LOG-32 a test call hears itself, muted it does not; it ends in a record and no wrap-up', () => {
    const story = new Story();
    story.online('a1');
    expect(story.does('a1', 'call.test')).toBeNull();
    const own = story.legOf('a1');
    expect(story.dialled().to).toMatchObject({ kind: 'agent', agent: 'a1', auto: true });
    expect(story.view('a1').call?.phase).toBe('dialing');
    story.answers(own);
    expect(story.hears(own)).toEqual([own]);
    expect(story.view('a1').call).toMatchObject({ phase: 'talking', number: '1001 → *43', recording: 'off' });
    expect(story.did('media.plan')).toBe(true);
    story.does('a1', 'call.mute');
    expect(story.hears(own)).toEqual([]);
    story.does('a1', 'call.unmute');
    expect(story.hears(own)).toEqual([own]);
    expect(story.does('a1', 'call.hold')).toBe('wrongState'); // there is nobody to hold
    story.does('a1', 'call.hangup');
    expect(story.view('a1').activity.kind).toBe('idle');
    expect(story.records()).toMatchObject([{ direction: 'internal', dnis: '*43', agent: 'a1', outcome: 'normal', talkMs: 0 }]);
  });

  test('LOG-32 a test call is possible before going online, and a page that goes away ends it', () => {
    const story = new Story();
    story.online('a1');
    story.does('a1', 'agent.signOut');
    expect(story.does('a1', { type: 'call.dial', number: '*43' })).toBe('notSignedIn');
    expect(story.does('a1', 'call.test')).toBeNull();
    story.answers(story.legOf('a1'));
    story.ends(story.legOf('a1'), 'lost', 'agent');
    expect(story.view('a1')).toMatchObject({ intent: { kind: 'signedOut' }, activity: { kind: 'idle' } });
    expect(story.records()).toHaveLength(1);
  });

  test('LOG-32 the dial box and a desk phone reach the echo by its number', () => {
    const story = new Story();
    story.online('a1');
    story.does('a1', { type: 'call.dial', number: '*43' });
    story.answers(story.legOf('a1'));
    expect(story.hears(story.legOf('a1'))).toEqual([story.legOf('a1')]);
    story.does('a1', 'call.hangup');
    const leg = 'desk-1' as LegId;
    story.happens({ on: 'leg.invited', leg, source: { kind: 'agent', agent: 'a1' as AgentId }, ani: 'a1', dnis: '*43' });
    story.answers(leg);
    expect(story.hears(leg)).toEqual([leg]);
  });

  test('OUT-02 without an outbound number there is nothing to dial with; a number that is none is refused', () => {
    const directory = directoryOf();
    const story = new Story({ ...directory, numbers: [] });
    story.online('a1');
    expect(story.does('a1', { type: 'call.dial', number: '13900139000' })).toBe('noOutboundNumber');
  });

  test('a trunk of one line: the second call, in or out, is told that there is no way', () => {
    const directory = directoryOf();
    const story = new Story({ ...directory, trunks: directory.trunks.map((t) => ({ ...t, maxCalls: 1 })) });
    story.online('a1');
    story.does('a1', { type: 'call.dial', number: '13900139000' });
    story.online('a2');
    expect(story.does('a2', { type: 'call.dial', number: '13900139001' })).toBe('noRoute');
    const caller = story.calls();
    expect(story.effects).toContainEqual({ do: 'leg.end', leg: caller, ending: { cause: 'full', owner: 'system' } });
    expect(story.does('a2', { type: 'call.dial', number: '1003' })).toBe('notAllowed'); // 1003 has no phone; a line would not be needed
  });

  test('STA-13 STA-17 D1: on break dialling is allowed, unless the reason forbids it', () => {
    const story = new Story();
    story.online('a1');
    story.does('a1', { type: 'agent.notReady', reason: 'meeting' });
    expect(story.does('a1', { type: 'call.dial', number: '13900139000' })).toBe('notAllowed');
    story.does('a1', { type: 'agent.notReady', reason: 'break' });
    expect(story.does('a1', { type: 'call.dial', number: '13900139000' })).toBeNull();
  });

  test('OUT-17 OUT-18 OUT-20 a colleague is called by agent number, and only when at rest with a phone', () => {
    const story = new Story();
    story.online('a1');
    expect(story.does('a1', { type: 'call.dial', number: '1002' })).toBe('notAllowed');
    story.online('a2');
    expect(story.does('a1', { type: 'call.dial', number: '1002' })).toBeNull();
    story.answers(story.legOf('a1'));
    story.rings(story.legOf('a2'));
    expect(story.hears(story.legOf('a1'))).toEqual(['ring']);
    story.answers(story.legOf('a2'));
    expect(story.hears(story.legOf('a1'))).toEqual([story.legOf('a2')]);
    story.does('a2', 'call.hangup');
    expect(story.records()).toMatchObject([{ direction: 'internal', ani: '1001', dnis: '1002' }]);
  });
});

test('rtpengine was restarted: legs that talk get new ports, one that rings gets them with its answer', () => {
  const story = new Story();
  const { customer, agent } = story.talking();
  story.online('a2');
  const queued = story.calls();
  const ringing = story.legOf('a2');
  for (const leg of [customer, agent, queued, ringing]) story.happens({ on: 'leg.broken', leg });
  expect(story.effects.flatMap((e) => (e.do === 'leg.heal' ? [e.leg] : []))).toEqual([customer, agent, queued]);
});
