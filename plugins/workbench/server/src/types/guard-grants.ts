/**
 * What an operator grants is nobody else's to write, by whatever door: the data API says so first, and this holds for routes of plugins, their jobs, and
 * whoever else writes by Strapi's layers on a tenant's behalf.
 */
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { callerNow, whoActs } from '@zuoxi/record-plane';
import { grants } from '../caller';
import { fieldOptions, typeOptions } from './options';

type Granted = { rows: boolean; attributes: ReadonlySet<string> };

function readGranted(strapi: Core.Strapi): Map<string, Granted> {
  const found = new Map<string, Granted>();
  for (const [uid, type] of Object.entries({ ...strapi.contentTypes })) {
    const options = typeOptions(type);
    if (!options) continue;
    const attributes = Object.entries(type.attributes).flatMap(([name, given]) =>
      fieldOptions(given).grantedBy === undefined ? [] : [name],
    );
    if (options.grantedBy !== undefined || attributes.length > 0)
      found.set(uid, { rows: options.grantedBy !== undefined, attributes: new Set(attributes) });
  }
  return found;
}

/** The record plane's own work and Strapi's panel are above tenants; a person is asked who they are, a job is nobody. */
function mayGrant(strapi: Core.Strapi): boolean {
  if (whoActs(strapi)?.as !== 'tenant') return true;
  const caller = callerNow(strapi);
  return caller !== null && grants(caller.who);
}

const made = new Set(['beforeCreate', 'beforeCreateMany']);
const changed = new Set(['beforeUpdate', 'beforeUpdateMany']);
const gone = new Set(['beforeDelete', 'beforeDeleteMany']);

/** In `register()`, when every type has its fields. */
export function guardGrants(strapi: Core.Strapi): void {
  const granted = readGranted(strapi);
  strapi.db.lifecycles.subscribe(({ action, model, params }) => {
    const what = granted.get(model.uid);
    if (!what) return;
    const says = (data: Record<string, unknown>): boolean =>
      Object.entries(data).some(
        ([name, value]) => what.attributes.has(name) && value !== undefined && (value !== null || !made.has(action)),
      );
    const writes = (made.has(action) || changed.has(action)) && [params.data ?? []].flat().some(says);
    const forbidden = writes || (what.rows && (made.has(action) || gone.has(action)));
    if (forbidden && !mayGrant(strapi)) throw new errors.ForbiddenError(`${model.uid}: granted by the operator alone`);
  });
}
