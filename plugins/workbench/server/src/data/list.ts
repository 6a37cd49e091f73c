/** GET /data/:type, /data/:type/count and /data/:type/:id. */
import type { Core } from '@strapi/strapi';
import type { CountQuery, CountReply, DataRow, ListQuery, ListReply, Sort } from '@zuoxi/contracts';
import { and, ask, type Caller, name, raw, Refused, sql, type Sql } from '@zuoxi/record-plane';
import { permissionOf } from '../caller';
import { accessTo } from '../schema/access';
import { traitsOf } from '../schema/traits';
import type { VisibleType } from '../schema/type-schema';
import type { Catalogue } from '../types/catalogue';
import { titleField, type Field } from '../types/field';
import { cursorText, readCursor } from './cursor';
import { filterSql, searchSql, type Behind } from './filter';
import { counted } from './hidden';
import { sortKey } from './key';
import { pageSql } from './page';
import { readRows } from './rows';
import { current, inScope, ofTenant } from './scope';

/** Counting stops here. */
const most = 10_000;

/** The rows that the caller may read and asks for. */
export function asked(
  catalogue: Catalogue,
  caller: Caller,
  seen: VisibleType,
  { filter, search }: CountQuery,
  behind: Behind = 'same',
): Sql {
  const { type } = seen;
  const { read } = permissionOf(caller, type);
  if (read === 'none') throw new Refused('forbidden', type.name);
  return and([
    ofTenant(type, caller),
    current(type),
    inScope(type, read, caller),
    filterSql(catalogue, caller, seen, filter, behind),
    ...(search ? [searchSql(catalogue, seen, search)] : []),
  ]);
}

/** A row of another type stands in the order of its title. */
function showsTitle(catalogue: Catalogue, caller: Caller, { place }: Field): boolean {
  const target = 'target' in place ? catalogue.of(place.target) : null;
  const title = target && titleField(target);
  return !target || !title || !['hidden', 'masked'].includes(accessTo(caller, target, title));
}

/** Sorting by what is masked would tell its order. */
function orderBy(catalogue: Catalogue, caller: Caller, { fields }: VisibleType, sort: Sort): Sql {
  if (sort.field === 'id') return raw('t.id');
  const allowed = fields.find(({ field }) => field.path === sort.field);
  const sorts = allowed && allowed.access !== 'masked' && traitsOf(allowed.field.of, allowed.field.place).sortable;
  const key = sorts && showsTitle(catalogue, caller, allowed.field) ? sortKey(catalogue, allowed.field) : null;
  if (!key) throw new Refused('badRequest', `sort ${sort.field}`);
  return key;
}

export async function listRows(
  strapi: Core.Strapi,
  catalogue: Catalogue,
  caller: Caller,
  seen: VisibleType,
  query: ListQuery,
  sort: Sort,
): Promise<ListReply> {
  const key = orderBy(catalogue, caller, seen, sort);
  const page = pageSql({
    from: sql`${name(seen.type.table)} t`,
    where: asked(catalogue, caller, seen, query),
    key,
    order: sort.order,
    after: query.after === undefined ? null : readCursor(query.after, sort),
    limit: query.limit + 1,
    skip: query.skip ?? 0,
  });
  const { rows, places } = await counted(strapi, caller, seen, query.filter, {
    alike: () => asked(catalogue, caller, seen, query, 'alike'),
    read: () => readRows(strapi, catalogue, caller, seen, page),
    found: (read) => read.rows.length > 0,
  });
  const last = places[query.limit - 1];
  return { data: rows.slice(0, query.limit), next: rows.length > query.limit && last ? cursorText(sort, last) : null };
}

export async function countRows(
  strapi: Core.Strapi,
  catalogue: Catalogue,
  caller: Caller,
  seen: VisibleType,
  query: CountQuery,
): Promise<CountReply> {
  const where = asked(catalogue, caller, seen, query);
  const counting = sql`select count(*)::int as n from (select 1 from ${name(seen.type.table)} t where ${where} limit ${most + 1}) x`;
  const count = await counted(strapi, caller, seen, query.filter, {
    alike: () => asked(catalogue, caller, seen, query, 'alike'),
    read: async () => Number((await ask(strapi, counting))[0]?.n ?? 0),
    found: (n) => n > 0,
  });
  return { count: Math.min(count, most), exact: count <= most };
}

/** Null: there is no such row for the caller. */
export async function readRow(
  strapi: Core.Strapi,
  catalogue: Catalogue,
  caller: Caller,
  seen: VisibleType,
  id: string,
): Promise<DataRow | null> {
  const where = and([asked(catalogue, caller, seen, { filter: [] }), sql`t.document_id = ${id}`]);
  const one = { from: sql`${name(seen.type.table)} t where ${where} limit 1`, key: raw('null') };
  return (await readRows(strapi, catalogue, caller, seen, one)).rows[0] ?? null;
}
