/** The story of a call that is over, from the facts that were stored. */
import { Fact, timelineRow, type TimelineNames, type TimelineRow } from '@zuoxi/contracts';
import type { Knex } from 'knex';
import { z } from 'zod';

const Row = z.object({
  at: z.coerce.number(),
  fact: z.unknown().transform((raw) => Fact.safeParse(typeof raw === 'string' ? JSON.parse(raw) : raw).data),
});
type Names = { agent: (id: string) => string; queue: (id: string) => string };

/** The facts of a call in their order. A leg's party is told once, when it starts; the later facts of the leg name only the leg. */
export function timelineOfFacts(facts: readonly { at: number; fact: Fact }[], names: Names): TimelineRow[] {
  const legs = new Map(facts.flatMap(({ fact }) => (fact.type === 'leg.started' ? [[fact.leg, fact.party] as const] : [])));
  const leg: TimelineNames['leg'] = (id) => {
    const party = legs.get(id);
    return party ? { party: party.kind, ...(party.kind === 'agent' && { agent: names.agent(party.agent) }) } : {};
  };
  return facts.flatMap((told) => timelineRow(told, { ...names, leg }) ?? []);
}

export async function timelineOf(knex: Knex, tenant: string, call: string, names: Names): Promise<TimelineRow[]> {
  const rows: unknown[] = await knex('switch_events').where({ tenant, call_id: call }).orderBy('seq').select('at', 'fact');
  const facts = rows.flatMap((raw) => {
    const { at, fact } = Row.parse(raw);
    return fact ? [{ at, fact }] : [];
  });
  return timelineOfFacts(facts, names);
}
