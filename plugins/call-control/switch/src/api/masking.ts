/** Facts as an agent may read them who may not see full numbers: the full number of a masked customer never leaves the server (D25). */
import { masked, type CallRecord, type Fact, type Party, type SwitchEvent } from '@zuoxi/contracts';

const party = (p: Party): Party => (p.kind === 'agent' ? p : { ...p, number: masked(p.number) });

/** An internal call's numbers are the agents' own; else one of the two is the customer's. */
const numbers = <C extends Pick<CallRecord, 'direction' | 'ani' | 'dnis'>>(c: C): C =>
  c.direction === 'internal' ? c : c.direction === 'inbound' ? { ...c, ani: masked(c.ani) } : { ...c, dnis: masked(c.dnis) };

const record = (r: CallRecord): CallRecord => numbers({ ...r, legs: r.legs.map((l) => ({ ...l, party: party(l.party) })) });

function maskedFact(fact: Fact): Fact {
  if (fact.type === 'call.started') return numbers(fact);
  if (fact.type === 'leg.started') return { ...fact, party: party(fact.party) };
  if (fact.type === 'call.ended') return { ...fact, record: record(fact.record) };
  if (fact.type === 'call.refused') return { ...fact, ani: masked(fact.ani) };
  if (fact.type === 'dial.refused') return { ...fact, dnis: masked(fact.dnis) };
  return fact;
}

export const maskedEvent = (event: SwitchEvent): SwitchEvent => ({ ...event, fact: maskedFact(event.fact) });
