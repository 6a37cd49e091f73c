/** Which records are asked for, as SQL (CDR-01, CDR-02, D11). Pages are keyset pages: page 2,000 costs what page 1 does. */
import { masked, type RecordsQuery, type SignedIn } from '@zuoxi/contracts';
import type { Sql } from '@zuoxi/record-plane';
import type { Knex } from 'knex';
import { z } from 'zod';
import { seesNumbers } from './present';

const dayMs = 24 * 3600 * 1000;
const Cursor = z.tuple([
  z.number().int().min(0).max(8.64e15),
  z
    .string()
    .regex(/^[^\0]*$/)
    .max(64),
]);
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
  normal: (query) => query.whereRaw("coalesce(a.type, t.type) = 'success'"),
  notConnected: (query) => query.whereRaw("coalesce(a.type, t.type) <> 'success'"),
  ringAbandoned: (query) => query.where('t.outcome', 'abandonedRinging'),
  missed: (query) => query.whereRaw("coalesce(a.type, t.type) = 'missed'"),
  voicemail: (query) => query.where('t.outcome', 'voicemail'),
};

/** CDR-04, CDR-22: no end is now, no start is the beginning, neither is the last days. */
const startOf = ({ from, to, days }: RecordsQuery, now: number): number => from ?? (to === undefined ? now - days * dayMs : 0);

/**
 * The records that `visible` lets one see. `mine` beside the record's columns is what the call was to the one who asks, else what it was at all.
 */
export const visibleRecords = (knex: Knex, who: SignedIn, visible: Sql): Knex.QueryBuilder =>
  knex('call_records as t')
    .leftJoin('call_agents as a', (on) =>
      on.on('a.tenant', 't.tenant').on('a.call_id', 't.call_id').onVal('a.agent', who.agent.id),
    )
    .whereRaw(visible.text, visible.values as Knex.RawBinding[])
    .select('t.*', knex.raw('coalesce(a.type, t.type) as mine'));

/** Where the order comes from: of one's own records an index has it, of the others another one. */
const ordered = ({ mine }: RecordsQuery): 'a' | 't' => (mine ? 'a' : 't');

/** A number that has stars for who asks, asked for whole: such questions are counted (`hidden` of record-plane). */
export const asksBehindStars = (who: SignedIn, { number }: RecordsQuery): boolean =>
  number !== undefined && !seesNumbers(who) && masked(number) !== number;

/** One row more than the page, to know whether there is a next one. `behind`: whether the whole number is this one, or looks like this one. */
export function pageOfRecords(
  knex: Knex,
  who: SignedIn,
  visible: Sql,
  asked: RecordsQuery,
  after: Cursor | null,
  now: number,
  behind: 'same' | 'alike' = 'same',
): Knex.QueryBuilder {
  const by = ordered(asked);
  const query = visibleRecords(knex, who, visible)
    .where(`${by}.started_at`, '>=', new Date(startOf(asked, now)))
    .orderBy([
      { column: `${by}.started_at`, order: 'desc' },
      { column: `${by}.call_id`, order: 'desc' },
    ])
    .limit(asked.limit + 1);
  if (asked.to !== undefined) query.where(`${by}.started_at`, '<=', new Date(asked.to));
  if (asked.mine) query.whereNotNull('a.agent').where('a.tenant', who.tenant.id);
  if (asked.direction) query.where('t.direction', asked.direction);
  filters[asked.filter](query);
  const { number } = asked;
  // A part is looked for in what the agent can see: otherwise the hidden digits could be guessed one by one (D25).
  if (number !== undefined)
    query.where((q) =>
      q
        .where(behind === 'same' ? { 't.number': number } : { 't.number_masked': masked(number) })
        .orWhereRaw(`strpos(${seesNumbers(who) ? 't.number' : 't.number_masked'}, ?) > 0`, [number])
        .orWhereRaw("t.direction = 'inbound' and strpos(t.dnis, ?) > 0", [number]),
    );
  if (after) query.whereRaw(`(${by}.started_at, ${by}.call_id) < (?, ?)`, [new Date(after[0]), after[1]]);
  return query;
}
