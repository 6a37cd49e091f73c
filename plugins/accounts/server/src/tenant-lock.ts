/**
 * The first of two locks around a tenant's rows: every query that passes Strapi's database layer is cut to the acting tenant, and refused when nobody
 * acts. It fails closed: a content type is locked because it has a `tenant` attribute, not because somebody listed it.
 */
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import type { Knex } from 'knex';
import { type Acting, whoActs } from '@zuoxi/record-plane';

type Model = { uid: string; tableName: string; attributes: Record<string, unknown> };
type Params = { where?: unknown; data?: Record<string, unknown> | Record<string, unknown>[] };
type Event = { action: string; model: Model; params: Params };
type ByTenant = Extract<Acting, { as: 'tenant' }>;

const tenantType = 'api::tenant.tenant';
const isRelation = (attribute: unknown): boolean =>
  typeof attribute === 'object' && attribute !== null && 'type' in attribute && attribute.type === 'relation';

export const isLocked = (model: Model): boolean => model.uid === tenantType || 'tenant' in model.attributes;

/** What a row of this model must be like to belong to the tenant: record tables carry the tenant's id as text, configuration a foreign key. */
function own(model: Model, who: ByTenant): Record<string, unknown> {
  if (model.uid === tenantType) return { id: who.row };
  return isRelation(model.attributes.tenant) ? { tenant: { id: who.row } } : { tenant: who.tenant };
}

const filter = ({ model, params }: Event, who: ByTenant): void => {
  params.where = params.where ? { $and: [params.where, own(model, who)] } : own(model, who);
};

/** Strapi cannot tell two tables' `id` apart when it deletes or updates many over a join, so these get the tenant's rows as a list. */
const filterMany = (event: Event, who: ByTenant, knex: Knex): void => {
  const { model, params } = event;
  if (!isRelation(model.attributes.tenant)) return filter(event, who);
  const mine = { id: { $in: knex(model.tableName).select('id').where({ tenant_id: who.row }) } };
  params.where = params.where ? { $and: [params.where, mine] } : mine;
};

const stamp = ({ model, params }: Event, who: ByTenant): void => {
  if (model.uid === tenantType) throw new errors.ForbiddenError('a tenant cannot make tenants');
  const mine = isRelation(model.attributes.tenant) ? who.row : who.tenant;
  for (const row of [params.data ?? []].flat()) row.tenant = mine;
};

/** A row never moves to another tenant. */
const keep = ({ params }: Event): void => {
  for (const row of [params.data ?? []].flat()) delete row.tenant;
};

const rules: Readonly<Record<string, ((event: Event, who: ByTenant, knex: Knex) => void)[]>> = {
  beforeFindOne: [filter],
  beforeFindMany: [filter],
  beforeCount: [filter],
  beforeCreate: [stamp],
  beforeCreateMany: [stamp],
  beforeUpdate: [filter, keep],
  beforeUpdateMany: [filterMany, keep],
  beforeDelete: [filter],
  beforeDeleteMany: [filterMany],
};

/** Installs the lock. Call it before the database is first used. */
export function lockTenants(strapi: Core.Strapi): void {
  strapi.db.lifecycles.subscribe((given) => {
    const event: Event = { action: given.action, model: given.model, params: given.params };
    const todo = rules[event.action];
    if (!todo || !isLocked(event.model)) return;
    const who = whoActs(strapi);
    if (!who) throw new errors.ForbiddenError(`${event.model.uid}: nobody acts`);
    if (who.as === 'tenant') for (const rule of todo) rule(event, who, strapi.db.connection);
  });
}
