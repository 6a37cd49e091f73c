/** What is read of each field, one expression over the row `t`: to-one and to-many relations and files come in the same query as the row. */
import { type Caller, name, raw, sql, type Sql } from '@zuoxi/record-plane';
import type { Catalogue } from '../types/catalogue';
import type { Field } from '../types/field';
import { labelOf } from './key';
import { current, ofTenant } from './scope';

/** How many rows of a to-many relation a row shows. */
const mostLinked = 100;

const related = (catalogue: Catalogue, target: string): Sql =>
  sql`jsonb_build_object('id', r.document_id, 'label', coalesce(${labelOf(catalogue, target, 'r')}, ''))`;

function linked(catalogue: Catalogue, caller: Caller, target: string, from: Sql, order: Sql, many: boolean): Sql {
  const type = catalogue.of(target);
  if (!type) return raw('null');
  const rows = sql`select ${related(catalogue, target)} as v, ${order} as o from ${from} and ${ofTenant(type, caller, 'r')} and ${current(type, 'r')} order by 2 limit ${raw(String(many ? mostLinked : 1))}`;
  return many ? sql`(select coalesce(jsonb_agg(v order by o), '[]') from (${rows}) x)` : sql`(select v from (${rows}) x)`;
}

/** By primary key: there is one at most, and PostgreSQL need not be told how to order it. */
function one(catalogue: Catalogue, caller: Caller, target: string, from: Sql): Sql {
  const type = catalogue.of(target);
  return type
    ? sql`(select ${related(catalogue, target)} from ${from} and ${ofTenant(type, caller, 'r')} and ${current(type, 'r')})`
    : raw('null');
}

export const fileSql = sql`jsonb_build_object('id', f.document_id, 'name', f.name, 'mime', f.mime, 'size', f.size)`;

/** Null: not by SQL (components and zones are read by Strapi, the tenant's own fields come as one), or never. */
export function columnSql(catalogue: Catalogue, caller: Caller, uid: string, { place }: Field): Sql | null {
  if (place.at === 'column') return sql`t.${name(place.column)}`;
  if (place.at === 'subject')
    return sql`case when t.${name(place.column)} is not null
      then jsonb_build_object('type', t.${name(place.typeColumn)}, 'id', t.${name(place.column)}) end`;
  if (place.at === 'media') {
    const rows = sql`select ${fileSql} as v, m."order" as o from files_related_mph m join files f on f.id = m.file_id
      where m.related_id = t.id and m.related_type = ${uid} and m.field = ${place.attribute} and f.tenant_id = ${caller.tenant} order by 2`;
    return place.many
      ? sql`(select coalesce(jsonb_agg(v order by o), '[]') from (${rows}) x)`
      : sql`(select v from (${rows}) x limit 1)`;
  }
  if (!('target' in place)) return null;
  const table = catalogue.of(place.target)?.table;
  if (!table) return null;
  if (place.at === 'fk') return one(catalogue, caller, place.target, sql`${name(table)} r where r.id = t.${name(place.column)}`);
  if (place.at === 'inverse')
    return linked(
      catalogue,
      caller,
      place.target,
      sql`${name(table)} r where r.${name(place.column)} = t.id`,
      raw('r.id'),
      place.many,
    );
  const order = place.order ? sql`l.${name(place.order)}` : raw('l.id');
  const from = sql`${name(place.table)} l join ${name(table)} r on r.id = l.${name(place.other)} where l.${name(place.own)} = t.id`;
  return linked(catalogue, caller, place.target, from, order, place.many);
}
