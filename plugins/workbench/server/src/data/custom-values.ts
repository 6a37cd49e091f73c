/** The tenant's own fields of a page's rows: values as they lie in `custom`, relations and files looked up once a page. */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { ask, type Caller, name, sql, fromJson, jsonColumn } from '@zuoxi/record-plane';
import type { Catalogue } from '../types/catalogue';
import type { Field } from '../types/field';
import { fileSql } from './columns';
import { labelOf } from './key';
import { shown, type Showing } from './present';
import { ofTenant } from './scope';

type Values = Record<string, unknown>;
const Ids = z.union([z.string().transform((id) => [id]), z.array(z.string())]).catch([]);
const Found = z.object({
  id: z.string(),
  v: jsonColumn(z.unknown()),
});

const Own = z.record(z.string(), z.unknown()).catch({});

export const customOf = (given: unknown): Values => Own.parse(fromJson(given));

/** Id → the other row or the file, of everything that the page's rows name in this field. */
async function lookUp(
  strapi: Core.Strapi,
  catalogue: Catalogue,
  caller: Caller,
  { of }: Field,
  ids: string[],
): Promise<Map<string, unknown>> {
  if (!ids.length) return new Map();
  if (of.kind === 'file') {
    const rows = await ask(
      strapi,
      sql`select f.document_id as id, ${fileSql} as v from files f where f.document_id = any(${ids}) and f.tenant_id = ${caller.tenant}`,
    );
    return new Map(rows.map((row) => Found.parse(row)).map(({ id, v }) => [id, v]));
  }
  const target = of.kind === 'relation' ? catalogue.named(of.target) : null;
  if (!target) return new Map();
  const rows = await ask(
    strapi,
    sql`select r.document_id as id, jsonb_build_object('id', r.document_id, 'label', coalesce(${labelOf(catalogue, target.uid, 'r')}, '')) as v
      from ${name(target.table)} r where r.document_id = any(${ids}) and ${ofTenant(target, caller, 'r')}`,
  );
  return new Map(rows.map((row) => Found.parse(row)).map(({ id, v }) => [id, v]));
}

/** One object a row, in the order of `rows`. */
export async function customValues(
  strapi: Core.Strapi,
  catalogue: Catalogue,
  caller: Caller,
  fields: readonly Field[],
  rows: readonly Values[],
  showing: Showing,
): Promise<Values[]> {
  const made: Values[] = rows.map(() => ({}));
  for (const field of fields) {
    const { of } = field;
    const named = of.kind === 'relation' || of.kind === 'file';
    const ids = named ? rows.map((row) => Ids.parse(row[field.name] ?? [])) : [];
    const found = named ? await lookUp(strapi, catalogue, caller, field, [...new Set(ids.flat())]) : new Map<string, unknown>();
    made.forEach((values, i) => {
      if (!named) return void (values[field.name] = shown(of, rows[i]?.[field.name], showing));
      const there = (ids[i] ?? []).flatMap((id) => found.get(id) ?? []);
      values[field.name] = shown(of, of.many ? there : (there[0] ?? null), showing);
    });
  }
  return made;
}
