/** Rows as a caller sees them: one query for the page, and a few more only where components or the tenant's own relations are. */
import type { Core } from '@strapi/strapi';
import type { DataRow } from '@zuoxi/contracts';
import { z } from 'zod';
import { ask, type Caller, list, name, raw, sql } from '@zuoxi/record-plane';
import { permissionOf } from '../caller';
import { fileUrl } from '../files/ticket';
import { accessTo } from '../schema/access';
import type { VisibleType } from '../schema/type-schema';
import type { Catalogue } from '../types/catalogue';
import { titleField } from '../types/field';
import { columnSql } from './columns';
import { customOf, customValues } from './custom-values';
import { maskText, maskValue } from './mask';
import { readParts } from './parts';
import { shown, type Showing } from './present';
import { inScope } from './scope';
import type { Page } from './page';

const Head = z.looseObject({
  _row: z.number(),
  _id: z.string(),
  _key: z.string().nullable(),
  _update: z.boolean().nullable(),
  _delete: z.boolean().nullable(),
});
export type RowKey = { row: number; key: string | null };
export type Read = { rows: DataRow[]; places: RowKey[] };

export const showingFor = (strapi: Core.Strapi, catalogue: Catalogue, caller: Caller): Showing => ({
  url: (file) => fileUrl(strapi, caller, file),
  label: (target, label) => {
    const type = catalogue.named(target);
    const title = type && titleField(type);
    const access = type && title ? accessTo(caller, type, title) : 'read';
    return access === 'hidden' ? '' : access === 'masked' ? maskText(label) : label;
  },
});

/** The rows of `page`, in its order. */
export async function readRows(
  strapi: Core.Strapi,
  catalogue: Catalogue,
  caller: Caller,
  { type, fields }: VisibleType,
  page: Page,
): Promise<Read> {
  const permission = permissionOf(caller, type);
  const readable = fields.filter(({ field }) => field.place.at !== 'secret');
  const columns = readable.map(({ field }, i) => ({ as: `f${i}`, from: columnSql(catalogue, caller, type.uid, field) }));
  const secrets = fields.flatMap(({ field: { name: path, place } }) =>
    place.at === 'secret' && place.column !== null ? [{ path, column: place.column }] : [],
  );
  const own = readable.filter(({ field }) => field.place.at === 'custom').map(({ field }) => field);
  const selected = [
    ...columns.flatMap(({ as, from }) => (from ? [sql`${from} as ${raw(as)}`] : [])),
    sql`t.id as _row, t.document_id as _id, (${page.key})::text as _key`,
    sql`(${inScope(type, permission.update, caller)}) as _update, (${inScope(type, permission.delete, caller)}) as _delete`,
    ...(own.length ? [raw('t.custom as _custom')] : []),
    ...secrets.map(({ column }, i) => sql`coalesce(t.${name(column)}, '') <> '' as ${raw(`s${i}`)}`),
  ];
  const found = (await ask(strapi, sql`select ${list(selected)} from ${page.from}`)).map((row) => Head.parse(row));

  const showing = showingFor(strapi, catalogue, caller);
  const plain = readable.map(({ field }) => field);
  const [parts, custom] = [
    await readParts(
      strapi,
      catalogue,
      type,
      plain,
      found.map((row) => row._row),
      showing,
    ),
    await customValues(strapi, catalogue, caller, own, own.length ? found.map((row) => customOf(row._custom)) : [], showing),
  ];
  const rows = found.map((row, n): DataRow => {
    const values: Record<string, unknown> = {};
    const below: Record<string, unknown> = {};
    readable.forEach(({ field, access }, i) => {
      const isOwn = field.place.at === 'custom';
      const value = isOwn
        ? custom[n]?.[field.name]
        : field.place.at === 'parts'
          ? (parts.get(row._row)?.[field.name] ?? null)
          : shown(field.of, row[`f${i}`], showing);
      (isOwn ? below : values)[field.name] = access === 'masked' ? maskValue(field.of, value) : value;
    });
    return {
      ...values,
      id: row._id,
      ...(own.length && { custom: below }),
      ...(secrets.length && { secrets: secrets.flatMap(({ path }, i) => (row[`s${i}`] === true ? [path] : [])) }),
      may: { update: row._update ?? false, delete: row._delete ?? false },
    };
  });
  return { rows, places: found.map(({ _row: row, _key: key }) => ({ row, key })) };
}
