/** Which records are asked for, as SQL (CDR-01, CDR-02, D11). Pages are keyset pages: page 2,000 costs what page 1 does. */
import { masked, permissionFor, type RecordsQuery, type Scope, type SignedIn } from '@zuoxi/contracts';
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
  normal: (query) => query.whereRaw("coalesce(a.type, r.type) = 'success'"),
  notConnected: (query) => query.whereRaw("coalesce(a.type, r.type) <> 'success'"),
  ringAbandoned: (query) => query.where('r.outcome', 'abandonedRinging'),
  missed: (query) => query.whereRaw("coalesce(a.type, r.type) = 'missed'"),
  voicemail: (query) => query.where('r.outcome', 'voicemail'),
};

/** CDR-04, CDR-22: no end is now, no start is the beginning, neither is the last days. */
const startOf = ({ from, to, days }: RecordsQuery, now: number): number => from ?? (to === undefined ? now - days * dayMs : 0);

/** Accounts that share a group with this one. */
const colleagues = `select u.document_id from up_users u join up_users_groups_lnk l on l.user_id = u.id join groups g on g.id = l.group_id
  where g.document_id = any(?)`;

/** Calls belong to those who serve their queue, too. */
const inOwnQueues = `r.queue in (select q.document_id from queues q join queues_groups_lnk l on l.queue_id = q.id
  join groups g on g.id = l.group_id where g.document_id = any(?))`;
/** REC-11: a message does so for every agent. */
const ownMessages = `r.outcome = 'voicemail' and ${inOwnQueues}`;

/**
 * D11: the records that a role may see: one's own, those that somebody of one's groups took part in or that waited in their queues, or the tenant's. `mine` beside the record's columns is
 * what the call was to the one who asks, else what it was at all. `messages`: voicemails of one's own groups too (REC-11).
 */
export function visibleRecords(knex: Knex, who: SignedIn, messages: boolean): Knex.QueryBuilder {
  const scope = permissionFor(who.permissions, 'call-record', 'business').read;
  const query = knex('call_records as r')
    .leftJoin('call_agents as a', (on) =>
      on.on('a.tenant', 'r.tenant').on('a.call_id', 'r.call_id').onVal('a.agent', who.agent.id),
    )
    .where('r.tenant', who.tenant.id)
    .select('r.*', knex.raw('coalesce(a.type, r.type) as mine'));
  const groups = who.groups.map(({ id }) => id);
  const orMessages = (rule: (q: Knex.QueryBuilder) => unknown) =>
    messages ? query.where((q) => void q.where((own) => void rule(own)).orWhereRaw(ownMessages, [groups])) : rule(query);
  const rules: Readonly<Record<Scope, () => unknown>> = {
    none: () => query.whereRaw('false'),
    own: () => orMessages((q) => q.whereNotNull('a.agent').where('a.tenant', who.tenant.id)),
    group: () =>
      query.whereRaw(
        `(${inOwnQueues} or exists (select 1 from call_agents c
          where c.tenant = r.tenant and c.call_id = r.call_id and (c.agent = ? or c.agent in (${colleagues}))))`,
        [groups, who.agent.id, groups],
      ),
    all: () => undefined,
  };
  rules[scope]();
  return query;
}

/** Where the order comes from: of one's own records an index has it, of the others another one. */
const ordered = (who: SignedIn, { mine, filter }: RecordsQuery): 'a' | 'r' =>
  mine || (filter !== 'voicemail' && permissionFor(who.permissions, 'call-record', 'business').read === 'own') ? 'a' : 'r';

/** A number that has stars for who asks, asked for whole: such questions are counted (`hidden` of record-plane). */
export const asksBehindStars = (who: SignedIn, { number }: RecordsQuery): boolean =>
  number !== undefined && !seesNumbers(who) && masked(number) !== number;

/** One row more than the page, to know whether there is a next one. `behind`: whether the whole number is this one, or looks like this one. */
export function pageOfRecords(
  knex: Knex,
  who: SignedIn,
  asked: RecordsQuery,
  after: Cursor | null,
  now: number,
  behind: 'same' | 'alike' = 'same',
): Knex.QueryBuilder {
  const by = ordered(who, asked);
  const query = visibleRecords(knex, who, asked.filter === 'voicemail')
    .where(`${by}.started_at`, '>=', new Date(startOf(asked, now)))
    .orderBy([
      { column: `${by}.started_at`, order: 'desc' },
      { column: `${by}.call_id`, order: 'desc' },
    ])
    .limit(asked.limit + 1);
  if (asked.to !== undefined) query.where(`${by}.started_at`, '<=', new Date(asked.to));
  if (asked.mine) query.whereNotNull('a.agent').where('a.tenant', who.tenant.id);
  if (asked.direction) query.where('r.direction', asked.direction);
  filters[asked.filter](query);
  const { number } = asked;
  // A part is looked for in what the agent can see: otherwise the hidden digits could be guessed one by one (D25).
  if (number !== undefined)
    query.where((q) =>
      q
        .where(behind === 'same' ? { 'r.number': number } : { 'r.number_masked': masked(number) })
        .orWhereRaw(`strpos(${seesNumbers(who) ? 'r.number' : 'r.number_masked'}, ?) > 0`, [number])
        .orWhereRaw("r.direction = 'inbound' and strpos(r.dnis, ?) > 0", [number]),
    );
  if (after) query.whereRaw(`(${by}.started_at, ${by}.call_id) < (?, ?)`, [new Date(after[0]), after[1]]);
  return query;
}
