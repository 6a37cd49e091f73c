import { echoNumber, type AgentView, type CallId, type RecordRow } from '@zuoxi/contracts';
import { restingView, someCall } from '../../../dev/stand-in/view';
import { sessionsOf } from './sessions';

const now = Date.now();
const call = someCall(now);
const leg = call.parties[1]!.leg;
const view = (change: Partial<AgentView>): AgentView => ({ ...restingView(now), ...change });
const offered: AgentView['activity'] = { kind: 'offered', call: call.id, leg, until: now + 20_000 };
const talking: AgentView['activity'] = { kind: 'talking', call: call.id, leg };
const record = (id: string, change: Partial<RecordRow> = {}): RecordRow => ({
  id: id as CallId,
  direction: 'inbound',
  number: '138****8000',
  dnis: '4008001234',
  queue: null,
  agent: null,
  startedAt: now,
  ringingAt: null,
  answeredAt: null,
  talkingAt: null,
  endedAt: now,
  ringMs: 0,
  talkMs: 0,
  holdMs: 0,
  durationMs: 0,
  spanMs: 0,
  type: 'success',
  outcome: 'normal',
  ending: { owner: 'customer', cause: 'hangup' },
  hasRecording: false,
  voicemail: null,
  row: 'r1',
  dialable: false,
  subject: null,
  ...change,
});
const running = (given: AgentView) =>
  sessionsOf(given, []).external.running.map(({ sign, timer }) => [sign.label, Object.entries(timer)[0]]);

test('WB-08 the call in hand is a session from the first ring to the end of the wrap-up, with its word and its time', () => {
  const tells: [AgentView, unknown][] = [
    [view({ activity: offered, call }), ['activity.offered', ['until', now + 20_000]]],
    [
      view({ activity: talking, call: { ...call, phase: 'talking', answeredAt: now - 5_000 } }),
      ['activity.talking', ['since', now - 5_000]],
    ],
    [
      view({ activity: talking, call: { ...call, phase: 'held', answeredAt: now - 5_000, heldAt: now - 2_000 } }),
      ['activity.held', ['since', now - 2_000]],
    ],
    [view({ activity: talking, call: { ...call, phase: 'dialing' } }), ['activity.dialing', ['since', call.startedAt]]],
    [
      view({ activity: { kind: 'wrapUp', call: call.id, until: now + 9_000 }, call }),
      ['activity.wrapUp', ['until', now + 9_000]],
    ],
    [
      view({ activity: { kind: 'wrapUp', call: call.id, until: null }, since: now - 1_000, call }),
      ['activity.wrapUp', ['since', now - 1_000]],
    ],
  ];
  for (const [given, says] of tells) expect(running(given)).toEqual([says]);
  expect(running(view({ call }))).toEqual([]); // idle: the last call may stand there for a redial
});

test('WB-08 a call is never in both lists: its record stands under "ended" once the wrap-up is over', () => {
  const today = [record(call.id), record('s1-1-6')];
  const wrapUp = view({ activity: { kind: 'wrapUp', call: call.id, until: null }, call });
  expect(sessionsOf(wrapUp, today).external.ended.map(({ id }) => id)).toEqual(['s1-1-6']);
  expect(sessionsOf(view({}), today).external.ended.map(({ id }) => id)).toEqual([call.id, 's1-1-6']);
});

test('WB-10 customers stand under external, colleagues under internal', () => {
  const today = [
    record('s1-1-1'),
    record('s1-1-2', { direction: 'outbound' }),
    record('s1-1-3', { direction: 'internal', number: '1002' }),
  ];
  const inside = { ...call, direction: 'internal' as const, number: '1001 → 1002' };
  const { external, internal } = sessionsOf(view({ activity: talking, call: inside }), today);
  expect([external, internal].map((of) => [of.running.length, of.ended.map(({ id }) => id)])).toEqual([
    [0, ['s1-1-1', 's1-1-2']],
    [1, ['s1-1-3']],
  ]);
});

test('a test call is no session, while it runs and afterwards', () => {
  const echo = { ...call, direction: 'internal' as const, phase: 'talking' as const, number: `1001 → ${echoNumber}` };
  const { internal } = sessionsOf(view({ activity: talking, call: echo }), [
    record('s1-1-9', { direction: 'internal', number: echoNumber }),
  ]);
  expect([internal.running, internal.ended]).toEqual([[], []]);
});
