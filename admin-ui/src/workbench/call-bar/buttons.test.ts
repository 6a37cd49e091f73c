import { someCall, restingView } from '../../../dev/stand-in/view';
import type { AgentView } from '@zuoxi/contracts';
import { noLive, type LiveState } from '../../providers/live/state';
import { noPhone, type PhoneState } from '../../softphone/phone-state';
import { slotsOf, type SlotId } from './buttons';
import { whyNot } from '../../kit/why-not';

const now = Date.now();
const call = someCall(now);
const activity: AgentView['activity'] = { kind: 'talking', call: call.id, leg: call.parties[1]?.leg ?? call.parties[0]!.leg };
const live = (view: Partial<AgentView>, more: Partial<LiveState> = {}): LiveState => ({
  ...noLive,
  link: { kind: 'up' },
  view: { ...restingView(now), ...view },
  ...more,
});
const inPhone: PhoneState = {
  registration: 'registered',
  call: { call: call.id, leg: null, answer: 'manual', state: 'talking' },
};
const slot = (id: SlotId, state: LiveState, phone = noPhone) => slotsOf(state, phone).find((s) => s.id === id);
const talking = (change: Partial<typeof call> = {}) =>
  live({ activity, call: { ...call, phase: 'talking', answeredAt: now, ...change } });

test('the bar has the same six slots in the same order, whatever happens', () => {
  const order = ['hold', 'mute', 'keypad', 'flow', 'recording', 'hangup'];
  for (const state of [noLive, live({}), talking(), talking({ phase: 'held' })])
    expect(slotsOf(state, noPhone).map((s) => s.id)).toEqual(order);
});

test('at rest everything is off and says why', () => {
  expect(slotsOf(live({}), noPhone).map((s) => s.whyNot)).toEqual(Array(6).fill('noCall'));
});

test('CTL-02 hold becomes resume while the other side is held', () => {
  expect(slot('hold', talking())).toMatchObject({ command: 'call.hold', on: false, whyNot: null });
  expect(slot('hold', talking({ phase: 'held', heldAt: now }))).toMatchObject({ command: 'call.resume', on: true, whyNot: null });
});

test('CTL-07 mute becomes unmute', () => {
  expect(slot('mute', talking({ muted: true }))).toMatchObject({ command: 'call.unmute', on: true, whyNot: null });
});

test('CTL-08 digits can be sent while talking, not while held', () => {
  expect(slot('keypad', talking())?.whyNot).toBeNull();
  expect(slot('keypad', talking({ phase: 'held' }))?.whyNot).toBe('wrongState');
});

test('CTL-25 self-service becomes return to call while a flow runs; without flows it says so', () => {
  const answered = call.parties.map((p) => ({ ...p, state: 'answered' as const }));
  expect(slot('flow', talking({ parties: answered }))).toMatchObject({ command: 'flow.start', on: false, whyNot: null });
  expect(slot('flow', talking({ phase: 'flow' }))).toMatchObject({ command: 'flow.stop', on: true, whyNot: null });
  const none = talking({ parties: answered });
  expect(slot('flow', { ...none, view: { ...none.view!, flows: [] } })?.whyNot).toBe('noFlow');
  expect(slot('flow', talking({ phase: 'held' }))?.whyNot).toBe('wrongState');
  expect(slotsOf(talking({ phase: 'flow' }), noPhone).map((s) => s.whyNot === null)).toEqual([
    false,
    false,
    false,
    true,
    false,
    true,
  ]);
});

test('a recording that is off cannot be paused; a paused one goes on', () => {
  expect(slot('recording', talking({ recording: 'off' }))?.whyNot).toBe('wrongState');
  expect(slot('recording', talking({ recording: 'paused' }))).toMatchObject({ command: 'recording.resume', whyNot: null });
});

test('D26 a tenant may forbid agents to hang up inbound calls', () => {
  expect(slot('hangup', { ...talking(), view: { ...talking().view!, mayHangUpInbound: false } })?.whyNot).toBe('notAllowed');
});

test('without the switch a call in the telephone can still be hung up, and nothing else', () => {
  const down: LiveState = { ...talking(), link: { kind: 'connecting', since: now, tries: 1, code: null } };
  expect(slotsOf(down, inPhone).map((s) => s.whyNot)).toEqual([...Array(5).fill('linkDown'), null]);
  expect(slot('hangup', down)?.whyNot).toBe('linkDown');
});

test('a pressed button is pending until the switch answers', () => {
  expect(slot('hold', { ...talking(), pending: new Set(['call.hold']) })?.pending).toBe(true);
});

test('D1 a break may forbid dialling', () => {
  expect(whyNot(live({ intent: { kind: 'notReady', reason: 'break' } }), 'call.dial')).toBeNull();
  expect(whyNot(live({ intent: { kind: 'notReady', reason: 'away' } }), 'call.dial')).toBe('notAllowed');
});

test('LOG-35 without a microphone there is no dialling', () => {
  expect(whyNot(live({ microphone: false }), 'call.dial')).toBe('microphoneMissing');
});
