/** One layer of how a type looks, saved or taken away. */
import type { Core } from '@strapi/strapi';
import type { ViewLayer, ViewPatch } from '@zuoxi/contracts';
import { ask, type Caller, needs, Refused, sql } from '@zuoxi/record-plane';
import type { Type } from '../types/field';
import type { Workbench } from '../workbench';
import { everybody, type SavedView } from './store';

const viewUid = 'plugin::workbench.view';
/** A view is settings, not a place for data. */
const mostBytes = 200_000;

/** Whose layer: the caller's own, a role of the tenant, or everybody's. The latter two are for those who design. */
export async function subjectOf(strapi: Core.Strapi, caller: Caller, layer: ViewLayer, role: unknown): Promise<string> {
  if (layer === 'user') return caller.who.agent.id;
  needs(caller, 'design');
  if (layer === 'tenant') return everybody;
  const [found] = await ask(
    strapi,
    sql`select document_id as id from roles where document_id = ${String(role)} and tenant_id = ${caller.tenant}`,
  );
  if (!found) throw new Refused('notFound', 'role');
  return String(found.id);
}

export const pathsOf = async ({ fields }: Workbench, tenant: number, type: Type): Promise<string[]> =>
  [...type.fields, ...(await fields.of(tenant, type))].map(({ path }) => path);

type Key = Pick<SavedView, 'type' | 'layer' | 'subject'>;

/** Inside a transaction the same connection is used. */
export async function saveView(strapi: Core.Strapi, key: Key, view: ViewPatch, known: readonly string[]): Promise<void> {
  if (JSON.stringify(view).length > mostBytes) throw new Refused('badRequest', 'too large');
  const had: unknown = await strapi.db.query(viewUid).findOne({ where: key, select: ['id'] });
  if (had) await strapi.db.query(viewUid).update({ where: key, data: { view, known } });
  else await strapi.db.query(viewUid).create({ data: { ...key, view, known } });
}

export async function removeView(strapi: Core.Strapi, key: Partial<Key>): Promise<void> {
  await strapi.db.query(viewUid).deleteMany({ where: key });
}
