/** The accounts as the login needs them: one SQL each, tenant included. */
import type { Core } from '@strapi/strapi';
import { builtinPermissions, Permissions, RoleBase, SignedIn } from '@zuoxi/contracts';
import { z } from 'zod';

/** Strapi leaves jsonb as text. */
const json = <S extends z.ZodType>(schema: S) =>
  z.preprocess((given) => (typeof given === 'string' ? (JSON.parse(given) as unknown) : given), schema);

const Row = z.object({
  row: z.number(),
  id: z.string(),
  number: z.string(),
  name: z.string().nullable(),
  password: z.string().nullable(),
  blocked: z.boolean().nullable(),
  tenantRow: z.number(),
  tenant: z.string(),
  code: z.string(),
  tenantName: z.string(),
  language: z.string(),
  modules: json(z.array(z.string()).nullable()),
  role: z.string().nullable(),
  roleCode: z.string().nullable(),
  roleName: z.string().nullable(),
  base: RoleBase.nullable(),
  permissions: json(Permissions.nullable()),
  groups: json(SignedIn.shape.groups),
});
export type Account = z.infer<typeof Row>;

const groupsOf = `coalesce((select jsonb_agg(jsonb_build_object('id', g.document_id, 'name', g.name) order by l.group_ord)
  from up_users_groups_lnk l join groups g on g.id = l.group_id where l.user_id = u.id), '[]')`;

const accounts = (strapi: Core.Strapi) =>
  strapi.db
    .connection('up_users as u')
    .join('tenants as t', 't.id', 'u.tenant_id')
    .leftJoin('roles as r', 'r.id', 'u.role_id')
    .select({
      row: 'u.id',
      id: 'u.document_id',
      number: 'u.number',
      name: 'u.display_name',
      password: 'u.password',
      blocked: 'u.blocked',
      tenantRow: 't.id',
      tenant: 't.document_id',
      code: 't.code',
      tenantName: 't.name',
      language: 't.language',
      modules: 't.modules',
      role: 'r.document_id',
      roleCode: 'r.code',
      roleName: 'r.name',
      base: 'r.base',
      permissions: 'r.permissions',
      groups: strapi.db.connection.raw(groupsOf),
    });

const first = (rows: unknown[]): Account | null => (rows[0] === undefined ? null : Row.parse(rows[0]));

/** People type the tenant's code in any case. */
export const accountByNumber = async (strapi: Core.Strapi, tenant: string, number: string): Promise<Account | null> =>
  first(await accounts(strapi).whereRaw('lower(t.code) = ?', [tenant.toLowerCase()]).andWhere('u.number', number).limit(1));

export const accountByRow = async (strapi: Core.Strapi, row: number): Promise<Account | null> =>
  first(await accounts(strapi).where('u.id', row).limit(1));

/** An account without a role is an agent: the least. */
export const signedInAs = (account: Account, session: string): SignedIn => {
  const base = account.base ?? 'agent';
  return SignedIn.parse({
    session,
    agent: { id: account.id, number: account.number, name: account.name ?? account.number },
    tenant: { id: account.tenant, code: account.code, name: account.tenantName, language: account.language },
    groups: account.groups,
    role: {
      id: account.role ?? '',
      code: account.roleCode ?? base,
      base,
      name: account.roleName ?? '',
    },
    permissions: account.permissions ?? builtinPermissions[base],
    modules: account.modules ?? [],
    operator: null,
  });
};
