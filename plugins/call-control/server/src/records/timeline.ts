/** The story of a call, fact by fact, without a customer's number in it. */
import { Fact, type LegId, type Party, type TimelineRow } from '@zuoxi/contracts';
import type { Knex } from 'knex';
import { z } from 'zod';

const Row = z.object({
  at: z.coerce.number(),
  fact: z.unknown().transform((raw) => Fact.safeParse(typeof raw === 'string' ? JSON.parse(raw) : raw).data),
});
type Timeline = z.infer<typeof TimelineRow>;
type Names = { agent: (id: string) => string; queue: (id: string) => string };

/** Whose leg it is. */
const whose = (party: Party | undefined, names: Names): Partial<Timeline> =>
  party ? { party: party.kind, ...(party.kind === 'agent' ? { agent: names.agent(party.agent) } : {}) } : {};

/** What a fact says besides its type. */
function details(fact: Fact, legs: ReadonlyMap<LegId, Party>, names: Names): Partial<Timeline> {
  switch (fact.type) {
    case 'call.offered':
    case 'call.held':
    case 'call.resumed':
      return { agent: names.agent(fact.agent) };
    case 'offer.ended':
      return { agent: names.agent(fact.agent), result: fact.result };
    case 'call.queued':
    case 'call.askedForMessage':
      return { queue: names.queue(fact.queue) };
    case 'leg.started':
    case 'leg.ringing':
    case 'leg.answered':
    case 'call.muted':
    case 'call.unmuted':
    case 'digits.sent':
      return whose(legs.get(fact.leg), names);
    case 'leg.ended':
      return { ...whose(legs.get(fact.leg), names), result: fact.ending.cause, by: fact.ending.owner };
    case 'flow.started':
      return { agent: names.agent(fact.agent), flow: fact.name };
    case 'flow.keyed':
      return { pressed: { step: fact.step, key: fact.key, label: fact.label } };
    case 'flow.ended':
      return { result: fact.result };
    case 'call.ended':
      return { result: fact.record.outcome };
    default:
      return {};
  }
}

/** The facts of a call in their order. A leg's party is told once, when it starts; the later facts of the leg name only the leg. */
export function timelineOfFacts(facts: readonly { at: number; fact: Fact }[], names: Names): Timeline[] {
  const legs = new Map<LegId, Party>();
  return facts.map(({ at, fact }) => {
    if (fact.type === 'leg.started') legs.set(fact.leg, fact.party);
    return { at, type: fact.type, ...details(fact, legs, names) };
  });
}

export async function timelineOf(knex: Knex, tenant: string, call: string, names: Names): Promise<Timeline[]> {
  const rows: unknown[] = await knex('switch_events').where({ tenant, call_id: call }).orderBy('seq').select('at', 'fact');
  const facts = rows.flatMap((raw) => {
    const { at, fact } = Row.parse(raw);
    return fact ? [{ at, fact }] : [];
  });
  return timelineOfFacts(facts, names);
}
