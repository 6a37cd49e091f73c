/** The rows and files that written values name: there, of this tenant, and visible to the writer, or already linked with the row. */
import type { Core } from '@strapi/strapi';
import type { FieldIssue } from '@zuoxi/contracts';
import { and, ask, type Caller, name, or, sql, type Sql } from '@zuoxi/record-plane';
import { permissionOf } from '../caller';
import type { Catalogue } from '../types/catalogue';
import type { Field, Kind } from '../types/field';
import { customOf } from './custom-values';
import { linkedSql } from './filter';
import { current, inScope, ofTenant } from './scope';
import type { Value } from './check-values';

export type StoredRow = { row: number; table: string; uid: string; custom: unknown };
type RowLink = { field: Field; of: Kind; ids: string[]; nested: boolean };

const idsOf = (value: unknown): string[] => [value ?? []].flat().filter((one): one is string => typeof one === 'string');

/** All relations and files in the values, those inside components too. */
function namedIn({ field, value }: Value, of: Kind = field.of, nested = false): RowLink[] {
  if (value === null || value === undefined) return [];
  if (of.kind === 'relation' || of.kind === 'file') return [{ field, of, ids: idsOf(value), nested }];
  if (of.kind !== 'component' && of.kind !== 'zone') return [];
  const inner = of.kind === 'component' ? [{ name: '', fields: of.fields }] : of.components;
  return [value].flat().flatMap((one) => {
    const part = customOf(one);
    const fields = inner.find((c) => c.name === '' || c.name === part.__component)?.fields ?? [];
    return fields.flatMap((f) => namedIn({ field, value: part[f.name] }, f.of, true));
  });
}

/** Files: those that the writer uploaded, and those that the row holds. */
const visibleFiles = (caller: Caller, old: StoredRow | null): Sql =>
  and([
    sql`r.tenant_id = ${caller.tenant}`,
    or([
      sql`r.owner_id = (select id from up_users where document_id = ${caller.who.agent.id})`,
      ...(old
        ? [
            sql`r.id in (select file_id from files_related_mph where related_id = ${old.row} and related_type = ${old.uid})`,
            sql`r.document_id = any(${idsIn(old.custom)})`,
          ]
        : []),
    ]),
  ]);

const idsIn = (custom: unknown): string[] => Object.values(customOf(custom)).flatMap(idsOf);

function visible(
  catalogue: Catalogue,
  caller: Caller,
  { field, of, nested }: RowLink,
  old: StoredRow | null,
): { from: Sql; where: Sql } | null {
  if (of.kind === 'file') return { from: name('files'), where: visibleFiles(caller, old) };
  const target = of.kind === 'relation' ? catalogue.named(of.target) : null;
  if (!target) return null;
  const already = old && !nested ? alreadyLinked(catalogue, caller, field, old) : [];
  const readable = inScope(target, permissionOf(caller, target).read, caller, 'r');
  return {
    from: name(target.table),
    where: and([ofTenant(target, caller, 'r'), current(target, 'r'), or([readable, ...already])]),
  };
}

function alreadyLinked(catalogue: Catalogue, caller: Caller, field: Field, old: StoredRow): Sql[] {
  if (field.place.at === 'custom') return [sql`r.document_id = any(${idsOf(customOf(old.custom)[field.name])})`];
  const linked = linkedSql(catalogue, caller, field, null, sql`r.id`);
  return linked ? [sql`exists (select 1 from ${name(old.table)} t where t.id = ${old.row} and ${linked})`] : [];
}

/** Id → primary key of every row and file that may be linked; `unknownRow` for the others. One query for each field that names any. */
export async function findLinks(
  strapi: Core.Strapi,
  catalogue: Catalogue,
  caller: Caller,
  values: readonly Value[],
  old: StoredRow | null,
): Promise<{ rows: Map<string, number>; issues: FieldIssue[] }> {
  const rows = new Map<string, number>();
  const issues: FieldIssue[] = [];
  for (const named of values.flatMap((value) => namedIn(value))) {
    if (!named.ids.length) continue;
    const search = visible(catalogue, caller, named, old);
    const answer = search
      ? await ask(
          strapi,
          sql`select r.id, r.document_id from ${search.from} r where r.document_id = any(${named.ids}) and ${search.where}`,
        )
      : [];
    for (const row of answer) rows.set(String(row.document_id), Number(row.id));
    const lost = named.ids.find((id) => !answer.some((row) => row.document_id === id));
    if (lost !== undefined) issues.push({ field: named.field.path, code: 'unknownRow', limit: lost });
  }
  return { rows, issues };
}
