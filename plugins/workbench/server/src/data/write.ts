/** Rows are written through Strapi's documents, so that its validation and everybody's lifecycles hold; who may and what is right is decided before. */
import type { Core, UID } from '@strapi/strapi';
import type { DataRow, FieldIssue } from '@zuoxi/contracts';
import { and, ask, type Caller, list, name, raw, Refused, service, sql } from '@zuoxi/record-plane';
import { aboveTenants, grants, permissionOf } from '../caller';
import type { VisibleType } from '../schema/type-schema';
import type { Catalogue } from '../types/catalogue';
import type { Type } from '../types/field';
import { checkValues, type Value } from './check-values';
import { guarded } from './guards';
import { findLinks, type StoredRow } from './links';
import { readRow } from './list';
import { current, inScope, ofTenant } from './scope';
import { refusedBy } from './strapi-errors';
import { customData, strapiData } from './strapi-values';

export type Writing = { strapi: Core.Strapi; catalogue: Catalogue; caller: Caller; seen: VisibleType };
type Values = Readonly<Record<string, unknown>>;

const documents = (strapi: Core.Strapi, { uid }: Type) => strapi.documents(uid as UID.ContentType);
/** People know no drafts: what they save is published too. */
const status = ({ drafts }: Type) => (drafts ? { status: 'published' as const } : {});

/** Strapi's publishing leaves out relations that are columns: the published copy gets them from the draft. */
async function publishColumns({ strapi, seen: { type } }: Writing, id: string): Promise<void> {
  if (!type.drafts) return;
  const columns = type.fields.flatMap(({ place }) => (place.at === 'fk' ? [name(place.column)] : []));
  if (type.tenant === 'relation') columns.push(name('tenant_id'));
  if (!columns.length) return;
  const set = list(columns.map((column) => sql`${column} = d.${column}`));
  await ask(
    strapi,
    sql`update ${name(type.table)} p set ${set} from ${name(type.table)} d
      where p.document_id = ${id} and p.published_at is not null and d.document_id = ${id} and d.published_at is null`,
  );
}

/** Refuses a row that is not there for the caller (`notFound`), or is, but not for this (`forbidden`). Strapi itself would make a missing one. */
async function find(
  { strapi, caller, seen: { type } }: Writing,
  id: string,
  may: 'update' | 'delete' | 'anyhow',
): Promise<StoredRow> {
  const permission = { ...permissionOf(caller, type), anyhow: 'all' as const };
  const where = and([ofTenant(type, caller), current(type), sql`t.document_id = ${id}`]);
  const [row] = await ask(
    strapi,
    sql`select t.id as row, (${inScope(type, permission.read, caller)}) as sees, (${inScope(type, permission[may], caller)}) as may,
      ${type.hasCustom ? raw('t.custom') : raw('null')} as custom from ${name(type.table)} t where ${where} limit 1`,
  );
  if (!row || (!row.sees && !row.may)) throw new Refused('notFound');
  if (!row.may) throw new Refused('forbidden');
  return { row: Number(row.row), table: type.table, uid: type.uid, custom: row.custom };
}

/** Whether the caller's role reaches the row for this. */
export async function reachesRow(
  { strapi, caller, seen: { type } }: Writing,
  id: string,
  may: 'read' | 'update',
): Promise<boolean> {
  const where = and([
    ofTenant(type, caller),
    current(type),
    sql`t.document_id = ${id}`,
    inScope(type, permissionOf(caller, type)[may], caller),
  ]);
  return (await ask(strapi, sql`select 1 from ${name(type.table)} t where ${where} limit 1`)).length > 0;
}

async function checked({ strapi, catalogue, caller, seen }: Writing, given: Values, old: StoredRow | null) {
  const { values, issues } = checkValues(seen, given, old === null);
  const links = await findLinks(strapi, catalogue, caller, values, old);
  const all: FieldIssue[] = [
    ...issues,
    ...links.issues,
    ...(await guarded(seen.type, { strapi, caller, types: catalogue.types, values, old: old?.row ?? null })),
  ];
  if (all.length) throw new Refused('invalid', { issues: all });
  return { values, keys: links.rows };
}

/** Whose a new row is unless said otherwise: the one's who makes it (of a pool nobody's), and their first group's. */
const ownership = (type: Type, caller: Caller): Values =>
  type.ownership !== 'columns' || aboveTenants(caller, type)
    ? {}
    : { owner: type.pool ? null : caller.account, group: caller.groups[0] ?? null };

/** After a write the row may have left the writer's sight. */
const written = async ({ strapi, catalogue, caller, seen }: Writing, id: string): Promise<DataRow> =>
  permissionOf(caller, seen.type).read === 'none' ? { id } : ((await readRow(strapi, catalogue, caller, seen, id)) ?? { id });

/**
 * Who changes settings (accounts, roles, queues, …) is written down: the fields, not the values. Whose rows an operator at home writes, is told by accounts
 * (audit/watch-rows.ts).
 */
async function told(
  { strapi, caller: { who }, seen: { type } }: Writing,
  what: string,
  target: string,
  values: readonly Value[],
): Promise<void> {
  if (type.section !== 'settings') return;
  await service(strapi, 'audit').by(who, {
    act: `${type.name}.${what}`,
    target,
    details: { fields: values.map(({ field }) => field.path) },
  });
}

export async function createRow(writing: Writing, given: Values): Promise<DataRow> {
  const { caller, seen } = writing;
  if (!permissionOf(caller, seen.type).create) throw new Refused('forbidden', seen.type.name);
  return makeRow(writing, given, {});
}

/** Whether the caller may is decided before. `set`: what the server says of the row, by attribute; relations that are columns by primary key. */
export async function makeRow(writing: Writing, given: Values, set: Values): Promise<DataRow> {
  const { strapi, caller, seen } = writing;
  const { type } = seen;
  if (type.granted && !grants(caller.who)) throw new Refused('forbidden', type.name);
  const { values, keys } = await checked(writing, given, null);
  const custom = customData(values, null);
  const data = {
    ...ownership(type, caller),
    ...strapiData(values, keys),
    ...(custom && { custom }),
    ...set,
    ...(type.tenant === 'relation' && !aboveTenants(caller, type) && { tenant: caller.tenant }),
  };
  try {
    const { documentId } = await documents(strapi, type).create({ data, ...status(type) });
    await publishColumns(writing, documentId);
    await told(writing, 'created', documentId, values);
    return await written(writing, documentId);
  } catch (error) {
    return refusedBy(type, error);
  }
}

/** `set`: as for `makeRow`; where nothing else is given, whether the caller may is decided before. */
export async function updateRow(writing: Writing, id: string, given: Values, set: Values = {}): Promise<DataRow> {
  const { strapi, seen } = writing;
  const { type } = seen;
  const decided = Object.keys(given).length === 0 && Object.keys(set).length > 0;
  const old = await find(writing, id, decided ? 'anyhow' : 'update');
  const { values, keys } = await checked(writing, given, old);
  try {
    await strapi.db.transaction(async ({ trx }) => {
      // the row is held, because somebody else may be writing another key of `custom`
      const [held] = type.hasCustom
        ? await ask(trx, sql`select custom from ${name(type.table)} where id = ${old.row} for update`)
        : [];
      const custom = customData(values, held?.custom);
      await documents(strapi, type).update({
        documentId: id,
        data: { ...strapiData(values, keys), ...(custom && { custom }), ...set },
        ...status(type),
      });
    });
  } catch (error) {
    return refusedBy(type, error);
  }
  await publishColumns(writing, id);
  await told(writing, 'changed', id, values);
  return written(writing, id);
}

export async function deleteRow(writing: Writing, id: string): Promise<void> {
  const { strapi, catalogue, caller, seen } = writing;
  const old = await find(writing, id, 'delete');
  const above = await guarded(seen.type, { strapi, caller, types: catalogue.types, values: [], old: old.row });
  if (above.length || id === caller.who.agent.id || id === caller.who.role.id) throw new Refused('forbidden');
  try {
    await documents(strapi, seen.type).delete({ documentId: id });
    await told(writing, 'deleted', id, []);
  } catch (error) {
    refusedBy(seen.type, error);
  }
}
