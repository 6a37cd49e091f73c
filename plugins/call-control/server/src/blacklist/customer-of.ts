/** The customer's number of a call that an agent took part in, or of a message that is for the agent (REC-11); known from the first fact on, long before the call has a record. */
import type { Core } from '@strapi/strapi';
import { concernedBy, Fact, type CallId } from '@zuoxi/contracts';
import { ask, service, sql, type Caller } from '@zuoxi/record-plane';
import { z } from 'zod';
import { callRecordName } from '../records/call-record-type';

const Row = z.object({ fact: z.unknown().transform((raw) => Fact.parse(typeof raw === 'string' ? JSON.parse(raw) : raw)) });

const hearsVoicemail = async (strapi: Core.Strapi, caller: Caller, call: CallId, facts: readonly Fact[]): Promise<boolean> => {
  if (!facts.some((fact) => fact.type === 'call.ended' && fact.record.outcome === 'voicemail')) return false;
  const visible = await service(strapi, 'rows').visible(caller, callRecordName);
  return (await ask(strapi, sql`select 1 from call_records t where ${visible} and t.call_id = ${call}`)).length > 0;
};

/** Null: no such call, no customer in it, or not this agent's. */
export async function customerOf(strapi: Core.Strapi, caller: Caller, call: CallId): Promise<string | null> {
  const { who } = caller;
  const rows: unknown[] = await strapi.db
    .connection('switch_events')
    .where({ tenant: who.tenant.id, call_id: call })
    .whereIn('type', ['call.started', 'call.offered', 'call.ended'])
    .select('fact');
  const facts = rows.map((row) => Row.parse(row).fact);
  const took = facts.some((fact) => concernedBy(fact).agents.includes(who.agent.id));
  const started = facts.find((fact) => fact.type === 'call.started');
  if (!(took || (await hearsVoicemail(strapi, caller, call, facts))) || !started || started.direction === 'internal') return null;
  return started.direction === 'inbound' ? started.ani : started.dnis;
}
