/** A role's permissions while they are being edited. The form holds them as the text of their JSON; nothing held: as the role's base has them. Pure. */
import {
  builtinPermissions,
  Permissions,
  permissionFor,
  RoleBase,
  type ActionPermission,
  type FieldAccess,
  type Section,
  type TypePermission,
} from '@zuoxi/contracts';

/** Null: as the base has them, or nothing that can be read. */
export function ownOf(text: unknown): Permissions | null {
  if (typeof text !== 'string' || text === '') return null;
  try {
    return Permissions.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** `bases`: the schema's, which know the types of plugins. */
export const baseOf = (base: unknown, bases: Readonly<Record<RoleBase, Permissions>> = builtinPermissions): Permissions =>
  bases[RoleBase.safeParse(base).data ?? 'agent'];
export const asText = (permissions: Permissions): string => JSON.stringify(permissions);

export const withSection = (all: Permissions, section: Section, change: Partial<TypePermission>): Permissions => ({
  ...all,
  [section]: { ...all[section], ...change },
});

export const withType = (all: Permissions, type: string, section: Section, change: Partial<TypePermission>): Permissions => ({
  ...all,
  types: { ...all.types, [type]: { ...permissionFor(all, type, section), ...change } },
});

/** The type goes by its section again. */
export const withoutType = (all: Permissions, type: string): Permissions => ({
  ...all,
  types: Object.fromEntries(Object.entries(all.types).filter(([name]) => name !== type)),
});

/** Null: a field like the others. */
export function withField(
  all: Permissions,
  type: string,
  section: Section,
  path: string,
  access: FieldAccess | null,
): Permissions {
  const fields = Object.entries(permissionFor(all, type, section).fields).filter(([name]) => name !== path);
  return withType(all, type, section, { fields: Object.fromEntries(access ? [...fields, [path, access]] : fields) });
}

export const withAction = (all: Permissions, action: ActionPermission, on: boolean): Permissions => ({
  ...all,
  actions: [...all.actions.filter((one) => one !== action), ...(on ? [action] : [])],
});
