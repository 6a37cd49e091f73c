import { restingView, someCall } from '../../../dev/stand-in/view';
import type { AgentView } from '@zuoxi/contracts';
import { allGood, isTestCall, nothingKnown, stepsAside } from './steps';

const now = Date.now();
const view = (change: Partial<AgentView> = {}): AgentView => ({ ...restingView(now), ...change });
const call = someCall(now, { phase: 'talking' });
const leg = call.parties[1]!.leg;
const talking = (change: object): AgentView =>
  view({ call: { ...call, ...change }, activity: { kind: 'talking', call: call.id, leg } });

test('LOG-32 the test call is told from a colleague’s call and from a customer’s', () => {
  expect(isTestCall(talking({ direction: 'internal', number: '1001 → *43' }))).toBe(true);
  expect(isTestCall(talking({ direction: 'internal', number: '1001 → 1002' }))).toBe(false);
  expect(isTestCall(talking({}))).toBe(false);
  expect(isTestCall(view())).toBe(false);
});

test('the sound check steps aside for a customer, not for its own call', () => {
  expect(stepsAside(view())).toBe(false);
  expect(stepsAside(talking({}))).toBe(true);
  expect(stepsAside(view({ call, activity: { kind: 'offered', call: call.id, leg, until: now } }))).toBe(true);
  expect(stepsAside(talking({ direction: 'internal', number: '1001 → *43' }))).toBe(false);
});

test('it is done when all three are good', () => {
  expect(allGood(nothingKnown)).toBe(false);
  expect(allGood({ microphone: 'good', speaker: 'good', call: 'bad' })).toBe(false);
  expect(allGood({ microphone: 'good', speaker: 'good', call: 'good' })).toBe(true);
});
