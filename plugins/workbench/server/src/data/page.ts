/**
 * A page by key: rows in the order of `key`, then `id`, in PostgreSQL's own order of nulls (last when ascending), so that one index serves both directions.
 * What comes after a cursor is asked in two parts, values and nulls: as one condition with `or` no index could start where the page does.
 */
import type { Cursor } from './cursor';
import { and, list, raw, sql, type Sql } from './sql';

type Page = { from: Sql; where: Sql; key: Sql; order: 'asc' | 'desc'; after: Cursor | null; limit: number; skip: number };

/** Rows of `t.*` with `_key`, and `_at`, their order. A masked key's value never leaves in a cursor, because masked fields do not sort. */
export function pageSql({ from, where, key, order, after, limit, skip }: Page): Sql {
  const direction = raw(order);
  const part = (n: number, condition: Sql): Sql =>
    sql`select t.*, (${key}) as _key, ${raw(String(n))} as _part from ${from} where ${and([where, condition])}
      order by ${key} ${direction}, t.id ${direction} limit ${limit + skip}`;
  const parts = after ? following(key, order, after).map((condition, n) => part(n, condition)) : [part(0, raw('true'))];
  const all = parts.length === 1 ? sql`(${list(parts)})` : union(parts);
  return sql`select p.*, row_number() over () as _at from (select * from ${all} q order by _part, _key ${direction}, id ${direction} limit ${limit} offset ${skip}) p`;
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
  text: `(${parts.map(({ text }) => `(${text})`).join(' union all ')})`,
  values: parts.flatMap(({ values }) => values),
});
