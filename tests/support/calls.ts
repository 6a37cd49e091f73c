/** Calls as the switch tells them when they are over. */
import { CallRecord, SwitchEvent } from '@zuoxi/contracts';
import type { Agent } from './people';

export const t0 = Date.UTC(2026, 10, 20, 8, 0, 0);
type Story = Partial<Omit<CallRecord, 'id' | 'legs'>> & { at?: number; talked?: boolean };

/** An inbound call to an agent: rung at 5 s, answered at 8 s, over at 68 s; or rung out when `talked` is false. */
export function callRecord(id: string, agent: Agent, { at = t0, talked = true, ...more }: Story = {}): CallRecord {
  const outbound = more.direction === 'outbound';
  const ending = { cause: 'hangup', owner: 'customer' } as const;
  const unanswered = { cause: 'cancelled', owner: 'customer' } as const;
  const talkingAt = talked ? at + 8000 : null;
  const times = { startedAt: at, ringingAt: at + 5000, answeredAt: talkingAt, endedAt: at + (talked ? 68_000 : 20_000) };
  const [ani, dnis] = outbound ? ['4008000001', '13912345678'] : ['13800138000', '4008000001'];
  const customer = { kind: 'customer' as const, number: outbound ? dnis : ani };
  const agentLeg = {
    leg: `${id}-a`,
    party: { kind: 'agent' as const, agent: agent.id },
    ...times,
    ending: talked ? ending : unanswered,
  };
  const customerLeg = { leg: `${id}-c`, party: customer, ...times, ending };
  return CallRecord.parse({
    id,
    tenant: agent.tenant.id,
    direction: 'inbound',
    ani,
    dnis,
    queue: null,
    agent: agent.id,
    agents: [agent.id],
    queuedAt: outbound ? null : at + 1000,
    talkingAt,
    ringMs: 3000,
    holdMs: 0,
    talkMs: talked ? 60_000 : 0,
    outcome: talked ? 'normal' : 'abandonedRinging',
    ending: talked ? ending : unanswered,
    segments: [],
    divertedFrom: [],
    ...times,
    ...more,
    legs: outbound ? [agentLeg, customerLeg] : [customerLeg, agentLeg],
  });
}

/** The events of a call, numbered from `seq`. */
export function callEvents(seq: number, record: CallRecord): SwitchEvent[] {
  const { id: call, tenant, ani, dnis, direction, startedAt, endedAt } = record;
  const facts = [
    { at: startedAt, fact: { type: 'call.started', call, direction, ani, dnis, agent: null } },
    { at: startedAt, fact: { type: 'leg.started', call, leg: `${call}-c`, party: { kind: 'customer', number: ani } } },
    { at: endedAt, fact: { type: 'call.ended', call, record } },
  ];
  return facts.map((one, i) => SwitchEvent.parse({ seq: seq + i, tenant, ...one }));
}
