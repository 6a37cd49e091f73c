/** The accounts as the login needs them: one SQL each, tenant included. */
import type { Core } from '@strapi/strapi';
import { Permissions, RoleBase, SignedIn } from '@zuoxi/contracts';
import { z } from 'zod';
import { ask, basePermissions, jsonColumn, raw, sql } from '@zuoxi/record-plane';
import { idleHours, longestHours, sessionOrigin, type Session } from './sessions';

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
  modules: jsonColumn(z.array(z.string()).nullable()),
  firstLogin: z.enum(['off', 'bind']).nullable(),
  mayMove: z.boolean().nullable(),
  sessionHours: z.number(),
  role: z.string().nullable(),
  roleCode: z.string().nullable(),
  roleName: z.string().nullable(),
  base: RoleBase.nullable(),
  permissions: jsonColumn(Permissions.nullable()),
  groups: jsonColumn(z.array(SignedIn.shape.groups.element.extend({ row: z.number() }))),
});
export type Account = z.infer<typeof Row>;

/** `u` the account, `t` its tenant. Written out, because every request asks and a builder would write it anew each time. */
const columns = `u.id as "row", u.document_id as id, u.number, u.display_name as name, u.nickname, u.email, u.mobile,
    u.mobile_proved_at as "mobileProvedAt", u.last_login_at as "lastLoginAt", u.login_count as "loginCount", u.password, u.blocked,
    t.id as "tenantRow", t.document_id as tenant, t.code, t.name as "tenantName", t.language, t.modules,
    t.first_login as "firstLogin", t.allow_session_move as "mayMove", coalesce(t.session_hours, ${longestHours}) as "sessionHours",
    r.document_id as role, r.code as "roleCode", r.name as "roleName", r.base, r.permissions,
    coalesce((select jsonb_agg(jsonb_build_object('row', g.id, 'id', g.document_id, 'name', g.name) order by l.group_ord)
      from up_users_groups_lnk l join groups g on g.id = l.group_id where l.user_id = u.id), '[]') as groups`;
const source = 'from up_users u join tenants t on t.id = u.tenant_id left join roles r on r.id = u.role_id';
const accounts = `select ${columns} ${source}`;

const first = ([row]: unknown[]): Account | null => (row === undefined ? null : Row.parse(row));

/** People type the tenant's code in any case. */
export const accountByNumber = async (strapi: Core.Strapi, tenant: string, number: string): Promise<Account | null> =>
  first(await ask(strapi, sql`${raw(accounts)} where lower(t.code) = ${tenant.toLowerCase()} and u.number = ${number} limit 1`));

type Contact = { mobile: string } | { email: string };
const contacts = { mobile: 'u.mobile', email: 'u.email' } as const;

/** In the contact centers where this mobile or address has an account, the one visited last first. `tenant`: in that one alone. */
export const accountsByContact = async (strapi: Core.Strapi, contact: Contact, tenant?: string): Promise<Account[]> => {
  const [column, value] = 'mobile' in contact ? [contacts.mobile, contact.mobile] : [contacts.email, contact.email];
  const there = tenant === undefined ? '' : 'and lower(t.code) = ?';
  const statement = `${accounts} where ${column} = ? ${there} order by u.last_login_at desc nulls last, u.id limit 50`;
  return z
    .array(Row)
    .parse(await ask(strapi, { text: statement, values: tenant === undefined ? [value] : [value, tenant.toLowerCase()] }));
};

export const accountByRow = async (strapi: Core.Strapi, row: number): Promise<Account | null> =>
  first(await ask(strapi, sql`${raw(accounts)} where u.id = ${row}`));

/** What the door asks besides: until when the session is good, whether it has been idle for too long, and whether it is to be noted that it was seen. */
const ofSession = `select ${columns}, extract(epoch from s.expires_at::timestamptz)::float as ends,
    coalesce(s.seen_at < now() - make_interval(hours => coalesce(t.session_idle_hours, ${idleHours})), false) as idle,
    coalesce(s.seen_at < now() - interval '1 minute', true) as unseen
  ${source} join strapi_sessions s on s.user_id = u.id::text
  where u.id = ? and s.session_id = ? and s.origin = ? and s.expires_at > ? limit 1`;
const Visit = Row.extend({ ends: z.number(), idle: z.boolean(), unseen: z.boolean() });
export type Visit = z.infer<typeof Visit>;

/**
 * The account of a session that is open: one query for both, because every request asks. It has a name, so that each connection plans it once: planning six
 * tables under their policies costs several times what finding the row does.
 */
export const accountOfSession = async (strapi: Core.Strapi, { id, user }: Session): Promise<Visit | null> => {
  const { rows }: { rows: unknown[] } = await strapi.db.connection
    .raw(ofSession, [user, id, sessionOrigin, new Date()])
    .options({ name: 'account-of-session' });
  return rows[0] === undefined ? null : Visit.parse(rows[0]);
};

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
export const signedInAs = (strapi: Core.Strapi, account: Account, session: string): SignedIn => {
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
    permissions: account.permissions ?? basePermissions(strapi, base),
    modules: account.modules ?? [],
    operator: null,
  });
};
