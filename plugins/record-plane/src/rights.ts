/** What roles begin with: the platform's table (contracts) and what each plugin declares for its own types and actions. */
import type { Core } from '@strapi/strapi';
import { builtinPermissions, RoleBase, TypePermission, type Label, type Permissions, type PluginAction } from '@zuoxi/contracts';
import type { z } from 'zod';

export type DeclaredRights = {
  /** by base and type; what is not said is not allowed. A type that a base does not name goes by its section: `business` or `settings` */
  types?: { readonly [B in RoleBase]?: Readonly<Record<string, z.input<typeof TypePermission>>> };
  /** by name, without the plugin's; admins have all of them */
  actions?: Readonly<Record<string, { label: Label; roles: readonly RoleBase[] }>>;
};

const declared = new WeakMap<Core.Strapi, Map<string, DeclaredRights>>();
const merged = new WeakMap<Core.Strapi, Map<RoleBase, Permissions>>();

const of = (strapi: Core.Strapi): [string, DeclaredRights][] => [...(declared.get(strapi) ?? [])];
const actionName = (plugin: string, name: string): PluginAction => `${plugin}.${name}`;

/** In a plugin's `register()`. */
export function declareRights(strapi: Core.Strapi, plugin: string, rights: DeclaredRights): void {
  declared.set(strapi, (declared.get(strapi) ?? new Map<string, DeclaredRights>()).set(plugin, rights));
  merged.delete(strapi);
}

/** What a role of that base may that says nothing of its own. */
export function basePermissions(strapi: Core.Strapi, base: RoleBase): Permissions {
  const known = merged.get(strapi) ?? new Map<RoleBase, Permissions>();
  merged.set(strapi, known);
  const had = known.get(base);
  if (had) return had;
  const { types, actions, ...sections } = builtinPermissions[base];
  const made: Permissions = { ...sections, types: { ...types }, actions: [...actions] };
  for (const [plugin, rights] of of(strapi)) {
    for (const [type, permission] of Object.entries(rights.types?.[base] ?? {}))
      made.types[type] = TypePermission.parse(permission);
    for (const [name, { roles }] of Object.entries(rights.actions ?? {}))
      if (base === 'admin' || roles.includes(base)) made.actions.push(actionName(plugin, name));
  }
  known.set(base, made);
  return made;
}

export const allBases = (strapi: Core.Strapi): Record<RoleBase, Permissions> => {
  const each = (base: RoleBase): Permissions => basePermissions(strapi, base);
  return {
    operator: each('operator'),
    admin: each('admin'),
    leader: each('leader'),
    quality: each('quality'),
    agent: each('agent'),
  };
};

/** For the form of a role. */
export const pluginActions = (strapi: Core.Strapi): { name: PluginAction; label: Label }[] =>
  of(strapi).flatMap(([plugin, { actions = {} }]) =>
    Object.entries(actions).map(([name, { label }]) => ({ name: actionName(plugin, name), label })),
  );
