/** The accounts as the login needs them: one SQL each, tenant included. */
import type { Core } from '@strapi/strapi';
import { builtinPermissions, Permissions, RoleBase, SignedIn } from '@zuoxi/contracts';
import { z } from 'zod';
import { sessionOrigin, type Session } from './sessions';
import { json } from './tables';

const Row = z.object({
  row: z.number(),
  id: z.string(),
  number: z.string(),
  name: z.string().nullable(),
  nickname: z.string().nullable(),
  email: z.string().nullable(),
  mobile: z.string().nullable(),
  mobileProvedAt: z.date().nullable(),
  lastLoginAt: z.date().nullable(),
  loginCount: z.number().nullable(),
  password: z.string().nullable(),
  blocked: z.boolean().nullable(),
  tenantRow: z.number(),
  tenant: z.string(),
  code: z.string(),
  tenantName: z.string(),
  language: z.string(),
  modules: json(z.array(z.string()).nullable()),
  firstLogin: z.enum(['off', 'bind']).nullable(),
  mayMove: z.boolean().nullable(),
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
      nickname: 'u.nickname',
      email: 'u.email',
      mobile: 'u.mobile',
      mobileProvedAt: 'u.mobile_proved_at',
      lastLoginAt: 'u.last_login_at',
      loginCount: 'u.login_count',
      password: 'u.password',
      blocked: 'u.blocked',
      tenantRow: 't.id',
      tenant: 't.document_id',
      code: 't.code',
      tenantName: 't.name',
      language: 't.language',
      modules: 't.modules',
      firstLogin: 't.first_login',
      mayMove: 't.allow_session_move',
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

type Contact = { mobile: string } | { email: string };

/** In the contact centers where this mobile or address has an account, the one visited last first. `tenant`: in that one alone. */
export const accountsByContact = async (strapi: Core.Strapi, contact: Contact, tenant?: string): Promise<Account[]> => {
  const [[column, value] = ['', '']] = Object.entries(contact);
  const query = accounts(strapi).where(`u.${column}`, value).orderByRaw('u.last_login_at desc nulls last, u.id').limit(50);
  if (tenant !== undefined) void query.whereRaw('lower(t.code) = ?', [tenant.toLowerCase()]);
  return z.array(Row).parse(await query);
};

export const accountByRow = async (strapi: Core.Strapi, row: number): Promise<Account | null> =>
  first(await accounts(strapi).where('u.id', row).limit(1));

/** The account of a session that is open: one query for both, because every request asks. */
export const accountOfSession = async (strapi: Core.Strapi, { id, user }: Session): Promise<Account | null> =>
  first(
    await accounts(strapi)
      .join('strapi_sessions as s', strapi.db.connection.raw('s.user_id = u.id::text'))
      .where({ 'u.id': user, 's.session_id': id, 's.origin': sessionOrigin })
      .andWhere('s.expires_at', '>', new Date())
      .limit(1),
  );

const looksAfterAccounts: readonly (RoleBase | null)[] = ['admin', 'operator'];

/**
 * LOG-16: until then the login is good for nothing else. Not for those who look after accounts: where the SMS provider fails or is the outbox, somebody must
 * get in to set it right.
 */
export const needsFirstLogin = (account: Account): boolean =>
  account.firstLogin === 'bind' && !looksAfterAccounts.includes(account.base) && !(account.mobileProvedAt && account.nickname);

/** LOG-02: whoever serves customers does so in a group. */
export const hasNoGroup = (account: Account): boolean => (account.base ?? 'agent') === 'agent' && account.groups.length === 0;

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
