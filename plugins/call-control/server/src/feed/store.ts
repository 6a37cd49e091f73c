/**
 * Stores what the switch tells, in one transaction a batch. Everything is idempotent: an event may come again after a crash on either side, and still
 * there is one row an event and one record a call.
 */
import { concernedBy, type CallRecord, type SwitchEvent } from '@zuoxi/contracts';
import type { Knex } from 'knex';
import { callTypeFor, partakers } from '../records/call-type';
import { recordRow, type Names } from './row';

/** `upTo` null: the mark of what is stored stays. */
export type Stored = { shard: string; events: readonly SwitchEvent[]; upTo: number | null };

export async function storeEvents(knex: Knex, { shard, events, upTo }: Stored): Promise<void> {
  const ended = new Map(
    events.flatMap(({ fact }) => (fact.type === 'call.ended' ? [[fact.record.id, fact.record] as const] : [])),
  );
  await knex.transaction(async (trx) => {
    if (events.length) {
      // one writer at a time, so that facts are seen in the order of their numbers: a follower that has seen `n` never meets a smaller one
      await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', ['switch_events']);
      await insertEvents(trx, shard, events);
    }
    if (ended.size) await upsertRecords(trx, [...ended.values()]);
    if (upTo !== null) await trx('switch_feeds').insert({ shard, stored: upTo }).onConflict('shard').merge();
  });
}

/** The last event stored of a shard; 0: none. */
export async function storedUpTo(knex: Knex, shard: string): Promise<number> {
  const row: { stored: string } | undefined = await knex('switch_feeds').where({ shard }).first('stored');
  return row ? Number(row.stored) : 0;
}

/** When that event happened, if it is the newest that was stored of the shard. */
export async function timeOf(knex: Knex, shard: string, seq: number): Promise<number | undefined> {
  const row: { seq: string; at: string } | undefined = await knex('switch_events')
    .where({ shard })
    .orderBy('n', 'desc')
    .first('seq', 'at');
  return row && Number(row.seq) === seq ? Number(row.at) : undefined;
}

export async function isStored(knex: Knex, shard: string, { tenant, seq, at }: SwitchEvent): Promise<boolean> {
  return (await knex('switch_events').where({ tenant, shard, seq, at }).first('seq')) !== undefined;
}

async function insertEvents(trx: Knex, shard: string, events: readonly SwitchEvent[]): Promise<void> {
  const rows = events.map(({ tenant, seq, at, fact }) => ({
    tenant,
    seq,
    at,
    call_id: concernedBy(fact).call,
    type: fact.type,
    fact,
  }));
  // one parameter whatever the number of rows: PostgreSQL allows 65,535
  await trx.raw(
    `insert into switch_events (tenant, shard, seq, at, call_id, type, fact)
     select tenant, ?, seq, at, call_id, type, fact
     from jsonb_to_recordset(?::jsonb) as e (tenant text, seq bigint, at bigint, call_id text, type text, fact jsonb)
     on conflict do nothing`,
    [shard, JSON.stringify(rows)],
  );
}

async function upsertRecords(trx: Knex, records: readonly CallRecord[]): Promise<void> {
  const names = await namesOf(trx, records);
  const now = new Date();
  const rows = records.map((record) => recordRow(record, names, now));
  const merged = Object.keys(rows[0] ?? {}).filter((column) => column !== 'created_at');
  await trx('call_records').insert(rows).onConflict(['tenant', 'call_id']).merge(merged);

  const found = records.flatMap((record) =>
    partakers(record).map((agent) => ({
      tenant: record.tenant,
      agent,
      call_id: record.id,
      started_at: new Date(record.startedAt),
      type: callTypeFor(record, agent),
    })),
  );
  if (found.length) await trx('call_agents').insert(found).onConflict(['tenant', 'agent', 'call_id']).merge();
}

async function namesOf(trx: Knex, records: readonly CallRecord[]): Promise<Names> {
  const agentIds = [...new Set(records.flatMap(({ agent }) => agent ?? []))];
  const queueIds = [...new Set(records.flatMap(({ queue }) => queue ?? []))];
  const agents: { id: string; number: string; name: string | null }[] = await trx('up_users')
    .whereIn('document_id', agentIds)
    .select({ id: 'document_id', number: 'number', name: 'display_name' });
  const queues: { id: string; name: string }[] = await trx('queues')
    .whereIn('document_id', queueIds)
    .select({ id: 'document_id', name: 'name' });
  return {
    agents: new Map(agents.map(({ id, number, name }) => [id, { number, name: name ?? number }])),
    queues: new Map(queues.map(({ id, name }) => [id, name])),
  };
}
