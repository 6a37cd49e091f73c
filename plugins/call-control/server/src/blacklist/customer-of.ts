/** The customer's number of a call that an agent took part in, or of a message that is for the agent (REC-11); known from the first fact on, long before the call has a record. */
import { concernedBy, Fact, type CallId, type SignedIn } from '@zuoxi/contracts';
import type { Knex } from 'knex';
import { z } from 'zod';
import { visibleRecords } from '../records/query';

const Row = z.object({ fact: z.unknown().transform((raw) => Fact.parse(typeof raw === 'string' ? JSON.parse(raw) : raw)) });

const hearsVoicemail = async (knex: Knex, who: SignedIn, call: CallId, facts: readonly Fact[]): Promise<boolean> =>
  facts.some((fact) => fact.type === 'call.ended' && fact.record.outcome === 'voicemail') &&
  (await visibleRecords(knex, who, true).where('r.call_id', call).first()) !== undefined;

/** Null: no such call, no customer in it, or not this agent's. */
export async function customerOf(knex: Knex, who: SignedIn, call: CallId): Promise<string | null> {
  const rows: unknown[] = await knex('switch_events')
    .where({ tenant: who.tenant.id, call_id: call })
    .whereIn('type', ['call.started', 'call.offered', 'call.ended'])
    .select('fact');
  const facts = rows.map((row) => Row.parse(row).fact);
  const took = facts.some((fact) => concernedBy(fact).agents.includes(who.agent.id));
  const started = facts.find((fact) => fact.type === 'call.started');
  if (!(took || (await hearsVoicemail(knex, who, call, facts))) || !started || started.direction === 'internal') return null;
  return started.direction === 'inbound' ? started.ani : started.dnis;
}
