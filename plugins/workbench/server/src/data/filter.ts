/** Conditions as SQL. Only fields that the caller sees; masked ones by their whole value alone, whose questions are counted (`hidden.ts`). */
import type { Condition, Filter, FilterOp } from '@zuoxi/contracts';
import { and, type Caller, name, or, raw, Refused, sql, type Sql, type Value, whole } from '@zuoxi/record-plane';
import type { Allowed } from '../schema/access';
import { isText, traitsOf } from '../schema/traits';
import type { VisibleType } from '../schema/type-schema';
import type { Catalogue } from '../types/catalogue';
import type { Field } from '../types/field';
import { sortKey } from './key';
import { alike } from './mask';
import { ofTenant } from './scope';
import { comparable } from './value';

const bad = ({ field, op }: Condition, why: string): Refused => new Refused('badRequest', `filter ${field} ${op}: ${why}`);

const escaped = (part: string): string => part.replace(/[\\%_]/g, '\\$&');
export const contains = (key: Sql, part: string): Sql => sql`lower(${key}) like lower(${`%${escaped(part)}%`})`;

const ordered: readonly FilterOp[] = ['lt', 'lte', 'gt', 'gte'];
const signs: Partial<Readonly<Record<FilterOp, string>>> = { lt: '<', lte: '<=', gt: '>', gte: '>=' };
const wholeOps: readonly FilterOp[] = ['eq', 'ne', 'in', 'empty', 'notEmpty'];

/** Of values behind stars: whether it is this one, or whether it looks like this one. */
export type Behind = 'same' | 'alike';

export function filterSql(
  catalogue: Catalogue,
  caller: Caller,
  { fields }: VisibleType,
  filter: Filter,
  behind: Behind = 'same',
): Sql {
  const byPath = new Map(fields.map((allowed) => [allowed.field.path, allowed]));
  return and(
    filter.map((condition) => {
      if (condition.field === 'id') return byId(condition);
      const allowed = byPath.get(condition.field);
      if (!allowed) throw bad(condition, 'no such field');
      return allowed.access === 'masked'
        ? maskedSql(catalogue, allowed.field, condition, behind)
        : conditionSql(catalogue, caller, allowed, condition);
    }),
  );
}

function byId(condition: Condition): Sql {
  const values = textsOf(condition);
  if (condition.op !== 'eq' && condition.op !== 'in') throw bad(condition, 'only eq and in');
  return sql`t.document_id = any(${values})`;
}

/** Only of texts: what has few values is found out by trying them all. */
function maskedSql(catalogue: Catalogue, field: Field, condition: Condition, behind: Behind): Sql {
  const { op, value } = condition;
  const key = isText(field.of) && traitsOf(field.of, field.place).filterable ? sortKey(catalogue, field) : null;
  if (!key) throw bad(condition, 'cannot be filtered by while it has stars');
  if (op !== 'eq' || typeof value !== 'string' || value === '')
    throw bad(condition, 'a masked field is found by its whole value only');
  if (behind === 'same') return sql`${key} = ${value}`;
  const { like, atLeast } = alike(field.of, value);
  return sql`${key} like ${like} and char_length(${key}) >= ${whole(atLeast)}`;
}

function conditionSql(catalogue: Catalogue, caller: Caller, { field }: Allowed, condition: Condition): Sql {
  if (!traitsOf(field.of, field.place).filterable) throw bad(condition, 'cannot be filtered by');
  if (field.of.kind === 'relation') return relationSql(catalogue, caller, field, condition);
  if (field.of.kind === 'multiChoice') return choicesSql(catalogue, field, condition);
  const key = sortKey(catalogue, field);
  if (!key) throw bad(condition, 'cannot be filtered by');
  return valueSql(key, field, condition);
}

function valueSql(key: Sql, field: Field, condition: Condition): Sql {
  const { op, value } = condition;
  const text = isText(field.of);
  if (op === 'empty' || (op === 'eq' && value === null)) return text ? sql`coalesce(${key}, '') = ''` : sql`${key} is null`;
  if (op === 'notEmpty' || (op === 'ne' && value === null)) return text ? sql`${key} <> ''` : sql`${key} is not null`;
  if (op === 'contains' || op === 'startsWith') {
    if (!text || typeof value !== 'string') throw bad(condition, 'needs text');
    return op === 'contains' ? contains(key, value) : sql`lower(${key}) like lower(${`${escaped(value)}%`})`;
  }
  if (op === 'in') return sql`${key} = any(${comparedAll(field, condition)})`;
  const compared = Array.isArray(value) ? undefined : valueOf(field, value ?? null);
  if (compared === undefined) throw bad(condition, 'a value of another kind');
  if (op === 'eq') return sql`${key} = ${compared}`;
  if (op === 'ne') return sql`${key} is distinct from ${compared}`;
  if (field.of.kind === 'boolean' || field.of.kind === 'choice') throw bad(condition, 'has no order');
  return sql`${key} ${raw(signs[op] ?? '=')} ${compared}`;
}

/** A tenant's own times are text in the JSON, in UTC with milliseconds. */
function valueOf(field: Field, given: string | number | boolean | null): Value | undefined {
  const compared = comparable(field.of, given);
  return compared instanceof Date && field.place.at === 'custom' ? compared.toISOString() : compared;
}

function comparedAll(field: Field, condition: Condition): Value {
  const values = [condition.value ?? []].flat().map((one) => valueOf(field, one));
  const good = values.flatMap((v) =>
    v instanceof Date ? [v.toISOString()] : typeof v === 'object' || v === undefined ? [] : [v],
  );
  if (good.length !== values.length) throw bad(condition, 'a value of another kind');
  return good;
}

function textsOf(condition: Condition): string[] {
  const values = [condition.value ?? []].flat();
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.length !== values.length || (condition.op !== 'in' && texts.length !== 1)) throw bad(condition, 'needs ids');
  return texts;
}

/** By the other row's id. */
function relationSql(catalogue: Catalogue, caller: Caller, field: Field, condition: Condition): Sql {
  const { op } = condition;
  if (!wholeOps.includes(op)) throw bad(condition, 'a relation is compared whole');
  const none = op === 'empty' || (op === 'eq' && condition.value === null);
  const any = op === 'notEmpty' || (op === 'ne' && condition.value === null);
  const ids = none || any ? [] : textsOf(condition);
  const not = op === 'ne' || none;
  if (field.place.at === 'custom') return customRelation(field, ids, none || any, not);
  const linked = linkedSql(catalogue, caller, field, none || any ? null : ids);
  if (!linked) throw bad(condition, 'cannot be filtered by');
  return not ? sql`not (${linked})` : linked;
}

function customRelation({ of, place }: Field, ids: readonly string[], whether: boolean, not: boolean): Sql {
  if (place.at !== 'custom' || of.kind !== 'relation') return raw('false');
  const key = raw(`t.custom -> '${place.name}'`);
  const found = whether
    ? sql`coalesce(${key}, 'null') not in ('null', '[]')`
    : or(
        ids.map((id) =>
          of.many ? sql`${key} @> ${JSON.stringify([id])}::jsonb` : sql`(t.custom ->> '${raw(place.name)}') = ${id}`,
        ),
      );
  return not ? sql`not coalesce(${found}, false)` : sql`coalesce(${found}, false)`;
}

/** Whether the row is linked with one of `ids`, with the row whose key is `other`, or with any row. */
export function linkedSql(
  catalogue: Catalogue,
  caller: Caller,
  { place }: Field,
  ids: readonly string[] | null,
  other: Sql | null = null,
): Sql | null {
  const target = 'target' in place ? catalogue.of(place.target) : null;
  if (!target) return null;
  const rows =
    other ??
    (ids && sql`select r.id from ${name(target.table)} r where r.document_id = any(${ids}) and ${ofTenant(target, caller, 'r')}`);
  if (place.at === 'fk') {
    const key = sql`t.${name(place.column)}`;
    return rows ? sql`coalesce(${key} in (${rows}), false)` : sql`${key} is not null`;
  }
  if (place.at === 'links') {
    const of = sql`select 1 from ${name(place.table)} l where l.${name(place.own)} = t.id`;
    return rows ? sql`exists (${of} and l.${name(place.other)} in (${rows}))` : sql`exists (${of})`;
  }
  if (place.at === 'inverse') {
    const of = sql`select 1 from ${name(target.table)} i where i.${name(place.column)} = t.id`;
    return rows ? sql`exists (${of} and i.id in (${rows}))` : sql`exists (${of})`;
  }
  return null;
}

function choicesSql(catalogue: Catalogue, field: Field, condition: Condition): Sql {
  const key = sortKey(catalogue, field);
  const { op, value } = condition;
  if (!key || ordered.includes(op) || op === 'startsWith') throw bad(condition, 'cannot be filtered so');
  const filled = sql`coalesce(${key}, 'null') not in ('null', '[]')`;
  if (op === 'empty' || value === null) return op === 'ne' ? filled : sql`not (${filled})`;
  if (op === 'notEmpty') return filled;
  const has = or(textsOf(condition).map((one) => sql`coalesce(${key} @> ${JSON.stringify([one])}::jsonb, false)`));
  return op === 'ne' ? sql`not (${has})` : has;
}

/** The words of the search box, in the fields declared for it, else in every text field and the title. */
export function searchSql(catalogue: Catalogue, { fields }: VisibleType, words: string): Sql {
  const open = fields.filter(({ field, access }) => access !== 'masked' && isText(field.of));
  const declared = open.filter(({ field }) => field.search);
  const keys = (declared.length ? declared : open).flatMap(({ field }) => sortKey(catalogue, field) ?? []);
  return and(
    words
      .split(/\s+/)
      .filter(Boolean)
      .slice(0, 5)
      .map((word) => or(keys.map((key) => contains(key, word)))),
  );
}
