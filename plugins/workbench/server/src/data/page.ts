/**
 * A page by key: rows in the order of `key`, then `id`, in PostgreSQL's own order of nulls (last when ascending), so that one index serves both directions.
 * What comes after a cursor is asked in two parts where nulls follow: as one condition with `or` no index could start where the page does.
 */
import { and, raw, sql, type Sql, whole } from '@zuoxi/record-plane';
import type { Cursor } from './cursor';

type PageQuery = { from: Sql; where: Sql; key: Sql; order: 'asc' | 'desc'; after: Cursor | null; limit: number; skip: number };
/** Rows `t` in their order: what stands behind `from`, and what the page after them goes on from. */
export type Page = { from: Sql; key: Sql };

/** A masked key's value never leaves in a cursor, because masked fields do not sort. */
export function pageSql({ from, where, key, order, after, limit, skip }: PageQuery): Page {
  const direction = raw(order);
  const rows = (condition: Sql): Sql =>
    sql`${from} where ${and([where, condition])} order by ${key} ${direction}, t.id ${direction}`;
  const cut = sql`limit ${whole(limit)} offset ${whole(skip)}`;
  const parts = after ? following(key, order, after) : [raw('true')];
  const [only] = parts;
  if (only && parts.length === 1 && skip === 0) return { from: sql`${rows(only)} ${cut}`, key };

  const each = parts.map(
    (condition, n) =>
      sql`select t.*, (${key}) as _key, ${whole(n)} as _part from ${rows(condition)} limit ${whole(limit + skip)}`,
  );
  const inOrder = (of: Sql): Sql => sql`order by ${of}._part, ${of}._key ${direction}, ${of}.id ${direction}`;
  // cut before anything else is read of a row: rows that are skipped cost little then
  return { from: sql`(select * from (${union(each)}) q ${inOrder(raw('q'))} ${cut}) t ${inOrder(raw('t'))}`, key: raw('t._key') };
}

function following(key: Sql, order: 'asc' | 'desc', { key: value, row }: Cursor): Sql[] {
  const nulls = sql`(${key}) is null`;
  if (order === 'asc')
    return value === null ? [sql`${nulls} and t.id > ${row}`] : [sql`(${key}, t.id) > (${value}, ${row})`, nulls];
  return value === null
    ? [sql`${nulls} and t.id < ${row}`, sql`(${key}) is not null`]
    : [sql`(${key}, t.id) < (${value}, ${row})`];
}

const union = (parts: readonly Sql[]): Sql => ({
  text: parts.map(({ text }) => `(${text})`).join(' union all '),
  values: parts.flatMap(({ values }) => values),
});
