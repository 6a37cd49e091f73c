import type { AgentId } from '@zuoxi/contracts';
import { callRecord } from '../../../../../tests/support/calls';
import type { Agent } from '../../../../../tests/support/people';
import { callType, callTypeFor, partakers } from './call-type';

const agent = { id: 'a1', number: '1001', row: 1, tenant: { id: 't1', row: 1, code: 't' } } as Agent;
const other = 'a2' as AgentId;

test('CDR-29 talked is success, not reached is failed, not answered is missed', () => {
  expect(callType(callRecord('c', agent))).toBe('success');
  expect(callType(callRecord('c', agent, { talked: false }))).toBe('missed');
  expect(callType(callRecord('c', agent, { talked: false, direction: 'outbound', outcome: 'noAnswer' }))).toBe('failed');
});

test('CDR-30 for an agent who was rung first the call is missed, though a colleague took it', () => {
  const record = callRecord('c', agent);
  const [customer, leg] = record.legs;
  if (!customer || !leg) throw new Error('a call has two legs');
  const rung = { ...leg, leg: 'c-b' as typeof leg.leg, party: { kind: 'agent' as const, agent: other }, answeredAt: null };
  const shared = { ...record, legs: [customer, rung, leg] };
  expect([callTypeFor(shared, agent.id), callTypeFor(shared, other)]).toEqual(['success', 'missed']);
  expect(partakers(shared)).toEqual(['a1', 'a2']);
});
