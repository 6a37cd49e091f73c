/** A tenant's fields and views in one file; putting one is whole or not at all, and keeps the state before it. Roles go by code: ids differ per tenant. */
import type { Core } from '@strapi/strapi';
import { CustomField, ViewPackage } from '@zuoxi/contracts';
import { z } from 'zod';
import { ask, type Caller, Refused, sql, parsed } from '@zuoxi/record-plane';
import { fieldUid } from '../fields/field-type';
import type { StoredField } from '../fields/store';
import { clash, typeOf } from '../fields/write';
import { fieldIndex, makeIndex } from '../indexes';
import type { Workbench } from '../workbench';
import { everybody } from './store';
import { pathsOf, removeView, saveView } from './write';

const stateUid = 'plugin::workbench.package-state';
/** How many steps back there are. */
const kept = 10;

async function roleCodes(strapi: Core.Strapi, tenant: number): Promise<{ id: string; code: string }[]> {
  const rows = await ask(strapi, sql`select document_id as id, code from roles where tenant_id = ${tenant}`);
  return rows.map((row) => z.object({ id: z.string(), code: z.string() }).parse(row));
}

const definition = ({ id: _id, removed: _removed, ...field }: StoredField): CustomField => field;

export async function exportPackage({ strapi, fields, views }: Workbench, tenant: number): Promise<ViewPackage> {
  const [made, saved, roles] = await Promise.all([fields.all(tenant), views.all(tenant), roleCodes(strapi, tenant)]);
  return {
    format: 'zuoxi-views',
    version: 1,
    fields: made.filter(({ removed }) => !removed).map(definition),
    views: saved.flatMap(({ type, layer, subject, view }): ViewPackage['views'] => {
      if (layer === 'user') return [];
      if (layer === 'tenant') return [{ type, layer, view }];
      const role = roles.find(({ id }) => id === subject)?.code;
      return role ? [{ type, layer, role, view }] : [];
    }),
  };
}

export async function importPackage(workbench: Workbench, caller: Caller, given: ViewPackage): Promise<void> {
  const before = await exportPackage(workbench, caller.tenant);
  await workbench.strapi.db.transaction(async () => {
    await put(workbench, caller, given, 'tried');
    await workbench.strapi.db.query(stateUid).create({ data: { state: before } });
    await forgetOld(workbench.strapi);
  });
  workbench.forget(caller.tenant);
  await index(workbench, caller.tenant);
}

async function states(strapi: Core.Strapi): Promise<{ id: number; state: unknown }[]> {
  const found: { id: number; state: unknown }[] = await strapi.db.query(stateUid).findMany({ orderBy: { id: 'desc' } });
  return found;
}

async function forgetOld(strapi: Core.Strapi): Promise<void> {
  const old = (await states(strapi)).slice(kept);
  if (old.length) await strapi.db.query(stateUid).deleteMany({ where: { id: { $in: old.map(({ id }) => id) } } });
}

export async function rollback(workbench: Workbench, caller: Caller): Promise<void> {
  const [last] = await states(workbench.strapi);
  if (!last) throw new Refused('notFound');
  await workbench.strapi.db.transaction(async () => {
    await put(workbench, caller, ViewPackage.parse(last.state), 'kept');
    await workbench.strapi.db.query(stateUid).delete({ where: { id: last.id } });
  });
  workbench.forget(caller.tenant);
  await index(workbench, caller.tenant);
}

/** Fields that the package does not have are hidden, as if removed by hand. */
async function put(workbench: Workbench, caller: Caller, given: ViewPackage, patterns: 'tried' | 'kept'): Promise<void> {
  const { strapi, catalogue } = workbench;
  const had = await workbench.fields.all(caller.tenant);
  const { fields } = parsed(z.object({ fields: z.array(CustomField) }), given);
  const wanted = new Map(fields.map((field) => [`${field.type} ${field.name}`, field]));
  for (const old of had)
    if (!wanted.has(`${old.type} ${old.name}`))
      await strapi.db.query(fieldUid).update({ where: { documentId: old.id }, data: { removed: true } });
  for (const field of wanted.values()) {
    typeOf(workbench, field, patterns);
    const old = had.find((one) => one.type === field.type && one.name === field.name);
    const problem = old ? clash([{ ...old, removed: true }], field) : null;
    if (problem) throw problem;
    const data = { type: field.type, name: field.name, definition: field, removed: false };
    if (old) await strapi.db.query(fieldUid).update({ where: { documentId: old.id }, data });
    else await strapi.db.query(fieldUid).create({ data });
  }

  const roles = await roleCodes(strapi, caller.tenant);
  for (const layer of ['role', 'tenant'] as const) await removeView(strapi, { layer });
  for (const { type: name, layer, role, view } of given.views) {
    const type = catalogue.named(name);
    const subject = layer === 'tenant' ? everybody : roles.find(({ code }) => code === role)?.id;
    if (!type || !subject) throw new Refused('badRequest', `${name} ${layer} ${role ?? ''}`.trim());
    const own = [...wanted.values()].filter((field) => field.type === name).map((field) => `custom.${field.name}`);
    const builtIn = (await pathsOf(workbench, caller.tenant, type)).filter((path) => !path.startsWith('custom.'));
    await saveView(strapi, { type: name, layer, subject }, view, [...builtIn, ...own]);
  }
}

async function index({ strapi, catalogue, fields }: Workbench, tenant: number): Promise<void> {
  for (const field of await fields.all(tenant)) {
    const type = catalogue.named(field.type);
    if (type && field.indexed && !field.removed) await makeIndex(strapi, fieldIndex(tenant, type, field));
  }
}
