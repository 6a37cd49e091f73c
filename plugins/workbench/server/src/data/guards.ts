/** What no permission of a tenant reaches: nobody lifts themselves or others above their own role. */
import type { Core } from '@strapi/strapi';
import { type FieldIssue, permissionFor, Permissions, RoleBase, type Scope } from '@zuoxi/contracts';
import { z } from 'zod';
import { ask, basePermissions, type Caller, sql } from '@zuoxi/record-plane';
import { uids } from '../types/uids';
import type { Type } from '../types/field';
import type { Value } from './check-values';

/** The types on the workbench. */
type Sections = readonly Pick<Type, 'name' | 'section'>[];
const rank: Readonly<Record<Scope, number>> = { none: 0, own: 1, group: 2, all: 3 };

/** Whether `theirs` allows nothing that `mine` does not, for the types there are. */
export function isBelow(theirs: Permissions, mine: Permissions, types: Sections): boolean {
  if (theirs.actions.some((action) => !mine.actions.includes(action))) return false;
  const unknown = Object.keys(theirs.types).filter((name) => !types.some((type) => type.name === name));
  const named = [...types, ...unknown.map((name) => ({ name, section: 'settings' as const }))];
  const pairs = [
    [theirs.business, mine.business] as const,
    [theirs.settings, mine.settings] as const,
    ...named.map(({ name, section }) => [permissionFor(theirs, name, section), permissionFor(mine, name, section)] as const),
  ];
  return pairs.every(
    ([their, my]) =>
      (!their.create || my.create) &&
      (['read', 'update', 'delete'] as const).every((what) => rank[their[what]] <= rank[my[what]]),
  );
}

const valueOf = (values: readonly Value[], name: string): unknown => values.find(({ field }) => field.name === name)?.value;
const Role = z.object({ base: RoleBase, permissions: z.unknown() });

/** A role's own permissions, or those of its base. */
function permissionsOf(strapi: Core.Strapi, given: unknown): Permissions | null {
  const role = Role.safeParse(given);
  if (!role.success) return null;
  const own = typeof role.data.permissions === 'string' ? (JSON.parse(role.data.permissions) as unknown) : role.data.permissions;
  return own === null || own === undefined ? basePermissions(strapi, role.data.base) : (Permissions.safeParse(own).data ?? null);
}

type GuardInput = { strapi: Core.Strapi; caller: Caller; types: Sections; values: readonly Value[]; old: number | null };
type Guard = (asked: GuardInput) => Promise<FieldIssue[]>;

/** A role that somebody makes or changes stays below their own. */
const roleGuard: Guard = async ({ strapi, caller: { who }, types, values, old }) => {
  const [had] = old === null ? [] : await ask(strapi, sql`select base, permissions from roles where id = ${old}`);
  const before = had ? permissionsOf(strapi, had) : null;
  const base = valueOf(values, 'base') ?? had?.base;
  const given = values.find(({ field }) => field.name === 'permissions');
  const after = permissionsOf(strapi, { base, permissions: given ? given.value : (had?.permissions ?? null) });
  const issues: FieldIssue[] = [];
  // inside an enterprise an operator is one of its admins
  if (base === 'operator' && (who.role.base !== 'operator' || who.operator)) issues.push({ field: 'base', code: 'choice' });
  if (!after) issues.push({ field: 'permissions', code: 'wrongKind' });
  else if (!isBelow(after, who.permissions, types)) issues.push({ field: given ? 'permissions' : 'base', code: 'notWritable' });
  else if (before && !isBelow(before, who.permissions, types)) issues.push({ field: 'permissions', code: 'notWritable' });
  return issues;
};

/** Nor does anybody give an account a role above their own, or touch the account of somebody above. */
const accountGuard: Guard = async ({ strapi, caller: { who }, types, values, old }) => {
  const issues: FieldIssue[] = [];
  const given = valueOf(values, 'role');
  const [role] =
    typeof given === 'string' ? await ask(strapi, sql`select base, permissions from roles where document_id = ${given}`) : [];
  const after = role ? permissionsOf(strapi, role) : null;
  if (role && !(after && isBelow(after, who.permissions, types))) issues.push({ field: 'role', code: 'notWritable' });
  const [held] =
    old === null
      ? []
      : await ask(
          strapi,
          sql`select r.base, r.permissions, u.document_id as id from up_users u left join roles r on r.id = u.role_id where u.id = ${old}`,
        );
  const before = held?.base ? permissionsOf(strapi, held) : null;
  if (before && held?.id !== who.agent.id && !isBelow(before, who.permissions, types))
    issues.push({ field: 'role', code: 'notWritable' });
  return issues;
};

const guards: Readonly<Record<string, Guard>> = {
  [uids.role]: roleGuard,
  [uids.account]: accountGuard,
};

export const guarded = async (type: Type, asked: GuardInput): Promise<FieldIssue[]> => (await guards[type.uid]?.(asked)) ?? [];
