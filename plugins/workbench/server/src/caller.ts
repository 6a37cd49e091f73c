/** What who asks may do with the rows of a type. */
import { permissionFor, type SignedIn, type TypePermission } from '@zuoxi/contracts';
import type { Caller } from '@zuoxi/record-plane';
import type { Type } from './types/field';

/** Whether somebody is an operator, at home or acting inside an enterprise. */
export const grants = ({ operator, permissions }: SignedIn): boolean =>
  operator !== null || permissions.actions.includes('tenants');

export function permissionOf({ who }: Caller, type: Type): TypePermission {
  const said = permissionFor(who.permissions, type.name, type.section);
  if (type.readOnly) return { ...said, create: false, update: 'none', delete: 'none' };
  return type.granted && !grants(who) ? { ...said, create: false, delete: 'none' } : said;
}

/** Enterprises, and what is granted to them: at home the operator works on those of all enterprises. */
export const aboveTenants = (caller: Caller, type: Pick<Type, 'tenant' | 'granted'>): boolean =>
  (type.tenant === 'row' || type.granted) && isOperator(caller);

/** The operator at home, not acting inside an enterprise, sees the enterprises. */
export const isOperator = ({ who }: Caller): boolean => who.operator === null && who.permissions.actions.includes('tenants');
