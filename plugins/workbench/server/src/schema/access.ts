/** What a caller may do with a field: the role's word, below what the field allows and what the role may do with rows at all. */
import { seesInFull, type FieldAccess } from '@zuoxi/contracts';
import { type Caller, may } from '@zuoxi/record-plane';
import { grants, isOperator, permissionOf } from '../caller';
import type { Field, Type } from '../types/field';

export type Allowed = { field: Field; access: Exclude<FieldAccess, 'hidden'> };

/** Whose a row is, is for those to say who see more than their own. */
const handsOver = new Set(['owner', 'group']);

export function accessTo(caller: Caller, type: Type, field: Field): FieldAccess {
  const permission = permissionOf(caller, type);
  const said = permission.fields[field.path];
  if (said === 'hidden' || (field.path === 'tenant' && !isOperator(caller))) return 'hidden';
  const writes = permission.create || permission.update !== 'none';
  const theirs = field.granted && !grants(caller.who);
  if (field.of.kind === 'password') return writes && !theirs && said !== 'masked' && said !== 'read' ? 'write' : 'hidden';
  if (said === 'masked' || (field.mask && !seesInFull(caller.who.permissions, said))) return 'masked';
  if (said === 'read' || !writes || theirs || field.most === 'read') return 'read';
  if (field.needs && !may(caller, field.needs)) return 'read';
  if (type.ownership === 'columns' && handsOver.has(field.path) && permission.update !== 'group' && permission.update !== 'all')
    return 'read';
  return 'write';
}

/** The fields that the caller sees, the tenant's own (`custom`) behind the built-in ones. */
export const allowedFields = (caller: Caller, type: Type, custom: readonly Field[]): Allowed[] =>
  [...type.fields, ...custom].flatMap((field) => {
    const access = accessTo(caller, type, field);
    return access === 'hidden' ? [] : [{ field, access }];
  });
