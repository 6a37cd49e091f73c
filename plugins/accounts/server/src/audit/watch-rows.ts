/**
 * What is written from above to a tenant's rows stands in that tenant's chain: by Strapi's super admin in the panel, and by the operator at home. Asked at the
 * one place that every writer passes, the database's lifecycles. Not again: what a tenant's own people write, which the routes name, and what the record plane
 * writes by itself.
 */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { callerNow, runAs, whoActs } from '@zuoxi/record-plane';
import { isLocked } from '../tenant-lock';
import { audit } from './audit';
import { changedFields, lifecycles, verbs, type Write } from './row-changes';

const tenantType = 'api::tenant.tenant';
/** Of nobody's tenant, but they decide who may do all this: told to the operators. */
const panelTypes: Readonly<Record<string, string>> = {
  'admin::user': 'administrator',
  'admin::role': 'administratorRole',
  'admin::permission': 'administratorRole',
  'admin::api-token': 'apiToken',
  'admin::transfer-token': 'apiToken',
};
/** Of many rows at once so many are named. */
const mostNamed = 50;

type Model = { uid: string; tableName: string; attributes: Record<string, unknown> };
type Params = { where?: unknown; filters?: unknown; _q?: unknown; data?: unknown };
type Row = z.infer<typeof Row>;
const Row = z.looseObject({
  id: z.coerce.number(),
  documentId: z.string().nullish(),
  tenant: z.union([z.string(), z.looseObject({ documentId: z.string() })]).nullish(),
});
const State = z.object({ before: z.array(Row) });
const Written = z.object({ id: z.coerce.number() });
const ManyWritten = z.object({ ids: z.array(z.coerce.number()) });
const Data = z.record(z.string(), z.unknown());
const Administrator = z.looseObject({ id: z.union([z.number(), z.string()]), email: z.string().optional() });

export type Actor = { actor: string; details: Record<string, unknown>; home: string | null };

/** As Strapi's panel knows them; they are accounts of no tenant. */
export const administrator = (user: unknown): string => {
  const read = Administrator.safeParse(user).data;
  return read ? `admin:${read.id}${read.email ? ` ${read.email}` : ''}` : 'admin:unknown';
};

/** Who writes from above just now, or null. */
export function actorAbove(strapi: Core.Strapi): Actor | null {
  if (whoActs(strapi)?.as !== 'operator') return null;
  const state = strapi.requestContext.get()?.state;
  const who = callerNow(strapi)?.who;
  if (!who) return { actor: administrator(state?.user), details: {}, home: null };
  const { agent, tenant } = who;
  return { actor: agent.id, details: { operator: `${agent.number} ${agent.name}`, of: tenant.code }, home: tenant.id };
}

const tenantOf = (model: Model, { tenant, documentId }: Row): string | null => {
  if (model.uid === tenantType) return documentId ?? null;
  return (typeof tenant === 'string' ? tenant : tenant?.documentId) ?? null;
};

const isRelation = (attribute: unknown): boolean => z.object({ type: z.literal('relation') }).safeParse(attribute).success;

/** Within the write's own transaction, past the lock. */
const rowsWhere = (strapi: Core.Strapi, model: Model, { where, filters, _q }: Params): Promise<Row[]> =>
  runAs({ as: 'system' }, async () => {
    const populate = isRelation(model.attributes.tenant) ? { populate: ['tenant'] } : {};
    return z.array(Row).parse(await strapi.db.query(model.uid).findMany({ where, filters, _q, ...populate } as object));
  });

async function operatorChains(strapi: Core.Strapi): Promise<readonly string[]> {
  const found = await runAs({ as: 'system' }, () => strapi.db.query(tenantType).findMany({ where: { kind: 'operator' } }));
  return z
    .array(z.looseObject({ documentId: z.string() }))
    .parse(found)
    .map(({ documentId }) => documentId);
}

/** On the wire and in the log's other entries a type is called so. */
function nameOf(strapi: Core.Strapi, uid: string): string {
  const { info, pluginOptions } = z
    .looseObject({
      info: z.looseObject({ singularName: z.string() }),
      pluginOptions: z
        .looseObject({ workbench: z.looseObject({ name: z.string().optional() }).optional().catch(undefined) })
        .optional(),
    })
    .parse(strapi.contentType(uid as Parameters<typeof strapi.contentType>[0]));
  return pluginOptions?.workbench?.name ?? info.singularName;
}

/** A row is written in parts (a draft and its published copy): what was said once of it in a request is not said again. */
const said = new WeakMap<object, Set<string>>();
function isNew(strapi: Core.Strapi, key: string): boolean {
  const request = strapi.requestContext.get();
  if (!request) return true;
  const before = said.get(request) ?? new Set();
  said.set(request, before);
  if (before.has(key)) return false;
  before.add(key);
  return true;
}

type Entry = { act: string; target: string; details: Record<string, unknown> };

/** One entry for each tenant that had or has some of the rows. */
function entriesOf(strapi: Core.Strapi, model: Model, act: string, rows: readonly Row[], fields: readonly string[]) {
  const byTenant = new Map<string, string[]>();
  for (const row of rows) {
    const tenant = tenantOf(model, row);
    const target = row.documentId ?? String(row.id);
    if (!tenant || !isNew(strapi, `${model.uid} ${target} ${tenant}`)) continue;
    byTenant.set(tenant, [...(byTenant.get(tenant) ?? []), target]);
  }
  return [...byTenant].map(([tenant, targets]): [string, Entry] => [
    tenant,
    {
      act,
      target: targets.length === 1 ? (targets[0] ?? '') : '',
      details: {
        ...(fields.length && { fields }),
        ...(targets.length > 1 && { rows: targets.length, targets: targets.slice(0, mostNamed) }),
      },
    },
  ]);
}

async function tellTenants(strapi: Core.Strapi, who: Actor, entries: readonly [string, Entry][]): Promise<void> {
  for (const [tenant, { act, target, details }] of entries)
    if (tenant !== who.home)
      await audit(strapi, { tenant, actor: who.actor, act, target, details: { ...details, ...who.details } });
}

/** The same for what has no tenant: every operator's chain. */
export async function tellOperators(strapi: Core.Strapi, who: Actor, entry: Entry): Promise<void> {
  await tellTenants(
    strapi,
    { ...who, home: null },
    (await operatorChains(strapi)).map((tenant) => [tenant, entry]),
  );
}

type RowWrite = { model: Model; what: Write; params: Params; result: unknown; before: readonly Row[] };

/** Ids of new rows. Throws where Strapi names none: a row that nobody is told of is what this file is there against. */
function madeIds(result: unknown): readonly number[] {
  const many = ManyWritten.safeParse(result);
  return many.success ? many.data.ids : [Written.parse(result).id];
}

/** An update that changes nothing: a form that was saved as it was. */
function isIdle({ model, what, before }: RowWrite, after: readonly Row[], fields: readonly string[]): boolean {
  if (!what.startsWith('Update') || fields.length > 0) return false;
  const homes = new Map(before.map((row) => [row.id, tenantOf(model, row)]));
  return after.every((row) => homes.get(row.id) === tenantOf(model, row));
}

async function tell(strapi: Core.Strapi, who: Actor, done: RowWrite): Promise<void> {
  const { model, what, params, result, before } = done;
  const gone = what.startsWith('Delete');
  const ids = what.startsWith('Create') ? madeIds(result) : before.map(({ id }) => id);
  const after = gone || ids.length === 0 ? [] : await rowsWhere(strapi, model, { where: { id: { $in: ids } } });
  const data = gone ? [] : [params.data ?? []].flat().map((one) => Data.parse(one));
  const old = what.startsWith('Create') ? null : before.length === 1 ? (before[0] ?? {}) : {};
  const fields = [...new Set(data.flatMap((one) => changedFields(one, old)))];
  if (isIdle(done, after, fields)) return;
  const rows = [...before, ...after];
  const panel = panelTypes[model.uid];
  if (!panel)
    return tellTenants(strapi, who, entriesOf(strapi, model, `${nameOf(strapi, model.uid)}.${verbs[what]}`, rows, fields));
  const target = String(rows[0]?.documentId ?? rows[0]?.id ?? '');
  if (rows.length && isNew(strapi, `${model.uid} ${target}`))
    await tellOperators(strapi, who, { act: `${panel}.${verbs[what]}`, target, details: { fields } });
}

/** In `register()`, after the lock. */
export function watchRows(strapi: Core.Strapi): void {
  strapi.db.lifecycles.subscribe(async (event) => {
    const write = lifecycles.get(event.action);
    if (!write) return;
    const { model, params, result }: { model: Model; params: Params; result?: unknown } = event;
    const who = isLocked(model) || model.uid in panelTypes ? actorAbove(strapi) : null;
    if (!who) return;
    const { when, what } = write;
    const isOld = !what.startsWith('Create');
    if (when === 'after')
      return tell(strapi, who, { model, what, params, result, before: isOld ? State.parse(event.state).before : [] });
    if (isOld) event.state = { before: await rowsWhere(strapi, model, params) };
  });
}
