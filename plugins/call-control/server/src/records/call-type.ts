/** What a call was, for the tenant and for each agent who took part (CDR-29). */
import type { AgentId, CallRecord, CallType } from '@zuoxi/contracts';

const unanswered = (record: CallRecord, dialled: boolean): CallType =>
  dialled || record.direction === 'outbound' ? 'failed' : 'missed';

export const callType = (record: CallRecord): CallType =>
  record.talkingAt !== null ? 'success' : unanswered(record, record.direction !== 'inbound');

/** For an agent who was rung and did not answer the call is missed, also when a colleague took it. */
export function callTypeFor(record: CallRecord, agent: AgentId): CallType {
  const own = record.legs.filter(({ party }) => party.kind === 'agent' && party.agent === agent);
  const answered = own.some((leg) => leg.answeredAt !== null) || (own.length === 0 && record.agent === agent);
  if (answered && record.talkingAt !== null) return 'success';
  const first = record.legs[0]?.party;
  return unanswered(record, first?.kind === 'agent' && first.agent === agent);
}

/** Everyone who may find the call among their own (CDR-02). */
export function partakers(record: CallRecord): AgentId[] {
  const inLegs = record.legs.flatMap(({ party }) => (party.kind === 'agent' ? [party.agent] : []));
  return [...new Set([...record.agents, ...(record.agent ? [record.agent] : []), ...inLegs])];
}

/** The other side's number, as the tenant's agents see the call. */
export const otherNumber = (record: Pick<CallRecord, 'direction' | 'ani' | 'dnis'>): string =>
  record.direction === 'inbound' ? record.ani : record.dnis;
