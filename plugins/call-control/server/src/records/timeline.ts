/** The story of a call, fact by fact, without a customer's number in it. */
import { Fact, type TimelineRow } from '@zuoxi/contracts';
import type { Knex } from 'knex';
import { z } from 'zod';

const Row = z.object({
  at: z.coerce.number(),
  fact: z.unknown().transform((raw) => Fact.safeParse(typeof raw === 'string' ? JSON.parse(raw) : raw).data),
});
type Names = { agent: (id: string) => string; queue: (id: string) => string };

/** What a fact says besides its type. */
function details(fact: Fact, names: Names): Partial<z.infer<typeof TimelineRow>> {
  switch (fact.type) {
    case 'call.offered':
    case 'call.held':
    case 'call.resumed':
      return { agent: names.agent(fact.agent) };
    case 'offer.ended':
      return { agent: names.agent(fact.agent), result: fact.result };
    case 'call.queued':
      return { queue: names.queue(fact.queue) };
    case 'leg.started':
      return fact.party.kind === 'agent' ? { agent: names.agent(fact.party.agent) } : {};
    case 'leg.ended':
      return { result: fact.ending.cause };
    case 'call.ended':
      return { result: fact.record.outcome };
    default:
      return {};
  }
}

export async function timelineOf(knex: Knex, tenant: string, call: string, names: Names): Promise<z.infer<typeof TimelineRow>[]> {
  const rows: unknown[] = await knex('switch_events').where({ tenant, call_id: call }).orderBy('seq').select('at', 'fact');
  return rows.flatMap((raw) => {
    const { at, fact } = Row.parse(raw);
    return fact ? [{ at, type: fact.type, ...details(fact, names) }] : [];
  });
}
