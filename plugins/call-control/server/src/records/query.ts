/** Which of an agent's own records are asked for, as SQL over `call_agents` (CDR-01, CDR-02). Pages are keyset pages: page 2,000 costs what page 1 does. */
import type { RecordsQuery, SignedIn } from '@zuoxi/contracts';
import type { Knex } from 'knex';
import { z } from 'zod';

const dayMs = 24 * 3600 * 1000;
const Cursor = z.tuple([z.number().int(), z.string().max(64)]);
type Cursor = z.infer<typeof Cursor>;

export const cursorText = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Null for anything we did not make. */
export function readCursor(text: string): Cursor | null {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    return null;
  }
}

const filters: Readonly<Record<RecordsQuery['filter'], (query: Knex.QueryBuilder) => unknown>> = {
  all: () => undefined,
  normal: (query) => query.where('a.type', 'success'),
  notConnected: (query) => query.whereNot('a.type', 'success'),
  ringAbandoned: (query) => query.where('r.outcome', 'abandonedRinging'),
  missed: (query) => query.where('a.type', 'missed'),
};

/** CDR-04, CDR-22: no end is now, no start is the beginning, neither is the last days. */
const startOf = ({ from, to, days }: RecordsQuery, now: number): number => from ?? (to === undefined ? now - days * dayMs : 0);

/** The agent's own rows, `mine` beside the record's columns. */
export const ownRecords = (knex: Knex, who: SignedIn) =>
  knex('call_agents as a')
    .join('call_records as r', (on) => on.on('r.tenant', 'a.tenant').on('r.call_id', 'a.call_id'))
    .where({ 'a.tenant': who.tenant.id, 'a.agent': who.agent.id })
    .select('r.*', 'a.type as mine');

/** One row more than the page, to know whether there is a next one. */
export function pageOfRecords(
  knex: Knex,
  who: SignedIn,
  asked: RecordsQuery,
  after: Cursor | null,
  now: number,
): Knex.QueryBuilder {
  const query = ownRecords(knex, who)
    .where('a.started_at', '>=', new Date(startOf(asked, now)))
    .orderBy([
      { column: 'a.started_at', order: 'desc' },
      { column: 'a.call_id', order: 'desc' },
    ])
    .limit(asked.limit + 1);
  if (asked.to !== undefined) query.where('a.started_at', '<=', new Date(asked.to));
  if (asked.direction) query.where('r.direction', asked.direction);
  filters[asked.filter](query);
  const { number } = asked;
  // A part is looked for in what the agent can see: otherwise the hidden digits could be guessed one by one (D25).
  if (number !== undefined)
    query.where((q) =>
      q
        .where('r.number', number)
        .orWhereRaw('strpos(r.number_masked, ?) > 0', [number])
        .orWhereRaw("r.direction = 'inbound' and strpos(r.dnis, ?) > 0", [number]),
    );
  if (after) query.whereRaw('(a.started_at, a.call_id) < (?, ?)', [new Date(after[0]), after[1]]);
  return query;
}
