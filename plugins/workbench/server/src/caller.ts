/** Who asks, as every part of the workbench needs it. */
import type { Core } from '@strapi/strapi';
import { whoActs } from '@zuoxi/accounts/context';
import { permissionFor, SignedIn, type ActionPermission, type TypePermission } from '@zuoxi/contracts';
import { Refused } from '@zuoxi/plugin';
import type { Context } from 'koa';
import type { Type } from './types/field';

export type Caller = {
  who: SignedIn;
  /** the tenant's primary key */
  tenant: number;
};

/** Inside the middleware `plugin::accounts.signed-in`. */
export function callerOf(strapi: Core.Strapi, ctx: Context): Caller {
  const who: SignedIn = ctx.state.signedIn;
  const acting = whoActs(strapi);
  if (acting?.as !== 'tenant') throw new Error('a route of the workbench is asked by nobody’s tenant');
  return { who, tenant: acting.row };
}

/** Whether somebody is an operator, at home or acting inside an enterprise. */
export const grants = ({ operator, permissions }: SignedIn): boolean =>
  operator !== null || permissions.actions.includes('tenants');

export function permissionOf({ who }: Caller, type: Type): TypePermission {
  const said = permissionFor(who.permissions, type.name, type.section);
  if (type.readOnly) return { ...said, create: false, update: 'none', delete: 'none' };
  return type.granted && !grants(who) ? { ...said, create: false, delete: 'none' } : said;
}

export const mayDo = ({ who }: Caller, action: ActionPermission): boolean => who.permissions.actions.includes(action);

export function needs(caller: Caller, action: ActionPermission): void {
  if (!mayDo(caller, action)) throw new Refused('forbidden', action);
}

/** Enterprises, and what is granted to them: at home the operator works on those of all enterprises. */
export const aboveTenants = (caller: Caller, type: Pick<Type, 'tenant' | 'granted'>): boolean =>
  (type.tenant === 'row' || type.granted) && isOperator(caller);

/** The operator at home, not acting inside an enterprise, sees the enterprises. */
export const isOperator = ({ who }: Caller): boolean => who.operator === null && who.permissions.actions.includes('tenants');
