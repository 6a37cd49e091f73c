/**
 * What a role may do (TEN-03, TEN-04, TEN-08, LOG-34, D9, D11, D25). Roles are rows of a tenant; the built-in ones begin with the tables below.
 * Enforced on the server; screens only mirror them.
 */
import { z } from 'zod';
import { line } from './text';

/** Whose rows: none, those the account owns, those of the account's groups, the tenant's. */
export const Scope = z.enum(['none', 'own', 'group', 'all']);
export type Scope = z.infer<typeof Scope>;

/** What of a field: nothing, its masked form (D25), its value, its value and a change of it. */
export const FieldAccess = z.enum(['hidden', 'masked', 'read', 'write']);
export type FieldAccess = z.infer<typeof FieldAccess>;

export const TypePermission = z.object({
  create: z.boolean().default(false),
  read: Scope.default('none'),
  update: Scope.default('none'),
  delete: Scope.default('none'),
  /** fields with another access than the rest: `write` where a row may be written, else `read` */
  fields: z.record(line(100), FieldAccess).default({}),
});
export type TypePermission = z.infer<typeof TypePermission>;

/** Everything of the platform that a role may be allowed besides reading and writing rows. */
export const PlatformAction = z.enum([
  'import',
  'export',
  'exportReviews', // TEN-03
  'applyCustomers', // CRM-18
  'recycle', // CRM-17
  'statistics', // TEN-04
  'groupTasks', // TEN-04
  'monitor',
  'listen',
  'whisper',
  'barge',
  'takeOver',
  'forceRelease',
  'forceState', // D9: force idle, busy, offline, sign-out
  'unmask', // D25
  'audit',
  'design', // fields, types and everybody's views (a role's, the tenant's)
  'accounts', // reset passwords, unfreeze, roles
  'plugins', // switches a plugin of the tenant on and off
  'tenants', // the operator's: enterprises and their modules, acting inside one
]);
export type PlatformAction = z.infer<typeof PlatformAction>;
/** What a plugin adds: its name, a point, the action's. */
export const PluginAction = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}\.[a-z][A-Za-z0-9]{0,39}$/)
  .transform((action) => action as `${string}.${string}`);
export type PluginAction = z.infer<typeof PluginAction>;
export const ActionPermission = z.union([PlatformAction, PluginAction]);
export type ActionPermission = z.infer<typeof ActionPermission>;

export const Permissions = z.object({
  /** content types not named in `types`: of the business, and of the settings (groups, queues, accounts, …) */
  business: TypePermission,
  settings: TypePermission,
  types: z.record(line(100), TypePermission).default({}),
  actions: z.array(ActionPermission).default([]),
});
export type Permissions = z.infer<typeof Permissions>;

/** A tenant-made role is made from one of these (`base`), which says whose records and menus it begins with. */
export const RoleBase = z.enum(['operator', 'admin', 'leader', 'quality', 'agent']);
export type RoleBase = z.infer<typeof RoleBase>;

const all: TypePermission = { create: true, read: 'all', update: 'all', delete: 'all', fields: {} };
const none: TypePermission = { create: false, read: 'none', update: 'none', delete: 'none', fields: {} };
const readAll: TypePermission = { ...none, read: 'all' };

/** How each base begins, as far as the platform goes; what plugins add for their types: `basePermissions` of record-plane. Announcements are for everybody; settings are the admin's. */
export const builtinPermissions: Readonly<Record<RoleBase, Permissions>> = {
  operator: {
    business: none,
    settings: none,
    // lines and numbers are given to enterprises; where a number leads is theirs to say, and their queues and agents are not the operator's to see
    types: {
      tenant: all,
      account: all,
      role: all,
      announcement: readAll,
      trunk: all,
      number: { ...all, fields: { reaches: 'hidden', queue: 'hidden', agent: 'hidden' } },
    },
    actions: ['tenants', 'accounts', 'audit'],
  },
  admin: {
    business: all,
    settings: all,
    types: { tenant: { ...none, read: 'all', update: 'all' } },
    actions: PlatformAction.options.filter((action) => action !== 'tenants'),
  },
  leader: {
    business: { create: true, read: 'group', update: 'group', delete: 'none', fields: {} },
    settings: none,
    types: {
      announcement: { ...all },
      account: { ...none, read: 'group' },
      group: { ...none, read: 'own' },
    },
    actions: [
      'recycle',
      'statistics',
      'groupTasks',
      'monitor',
      'listen',
      'whisper',
      'barge',
      'takeOver',
      'forceRelease',
      'forceState',
    ],
  },
  quality: {
    business: readAll,
    settings: none,
    types: {},
    actions: ['exportReviews', 'listen', 'statistics'],
  },
  agent: {
    business: { create: true, read: 'own', update: 'own', delete: 'none', fields: {} },
    settings: none,
    types: { announcement: readAll },
    actions: [],
  },
};

/** D25: whether a field that has stars for most is seen in full: by what the role says of the field, else by its right to see numbers. */
export const seesInFull = ({ actions }: Permissions, said: FieldAccess | undefined): boolean =>
  said === undefined ? actions.includes('unmask') : said === 'read' || said === 'write';

/** What the permissions say of one type. */
export const permissionFor = (permissions: Permissions, type: string, section: 'business' | 'settings'): TypePermission =>
  permissions.types[type] ?? permissions[section];
