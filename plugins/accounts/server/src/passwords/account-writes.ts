/**
 * What follows when somebody writes an account, whoever it is: a form of the workbench, Strapi's content manager, an import. In `register()`.
 * - Addresses are stored in one form, so that they are found by it.
 * - A new account with an e-mail address and no password gets one by e-mail (LOG-15).
 * - A new password thaws the account; a new password, blocking and deleting end its sessions (LOG-12).
 * - One's own password, mobile and address change on the personal page alone, by proof; another address is told to the old one.
 */
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { Mobile, type FieldIssue } from '@zuoxi/contracts';
import type { Knex } from 'knex';
import { z } from 'zod';
import { ask, callerNow, runAs, sql, whoActs } from '@zuoxi/record-plane';
import { agentType } from '../agent-type';
import { audit } from '../audit/audit';
import { actorAbove } from '../audit/watch-rows';
import { partsOf } from '../parts';
import { tellOldAddress } from '../profile/notices';
import { endSessions } from '../sessions';
import { randomPassword } from './random';
import { phonePasswordIssues } from './phones';
import { passwordIssues, passwordRules } from './rules';
import { secretOf } from './secret';
import { passwordIsNew } from './set';

type Data = Record<string, unknown>;
const Written = z.looseObject({ id: z.coerce.number() });
const text = z.string().min(1);

const complaint = (field: string, message: string, code?: FieldIssue['code']) =>
  new errors.ValidationError(message, { errors: [{ path: [field], message, name: 'ValidationError', ...(code && { code }) }] });

function normalise(data: Data): void {
  if (typeof data.email === 'string') data.email = data.email.trim().toLowerCase() || null;
  if (data.mobile === '') data.mobile = null;
  if (typeof data.mobile !== 'string') return;
  const mobile = Mobile.safeParse(data.mobile);
  if (!mobile.success) throw complaint('mobile', '手机号不正确 (not a mobile number)');
  data.mobile = mobile.data;
}

const Known = z.object({
  row: z.number(),
  id: z.string(),
  number: z.string().nullable(),
  displayName: z.string().nullable(),
  nickname: z.string().nullable(),
  email: z.string().nullable(),
  mobile: z.string().nullable(),
  tenantRow: z.number(),
  tenant: z.string(),
  code: z.string(),
  tenantName: z.string(),
  language: z.enum(['zh', 'en']),
});
export type KnownAccount = z.infer<typeof Known>;
const about = `select u.id as row, u.document_id as id, u.number, u.display_name as "displayName", u.nickname, u.email, u.mobile,
    t.id as "tenantRow", t.document_id as tenant, t.code, t.name as "tenantName", coalesce(t.language, 'zh') as language
  from up_users u join tenants t on t.id = u.tenant_id`;

/** The account as it stands. */
async function stored(
  strapi: Core.Strapi,
  by: { document: unknown } | { row: number },
  trx?: Knex,
): Promise<KnownAccount | null> {
  const [where, value] = 'row' in by ? ['u.id = ?', by.row] : ['u.document_id = ?', String(by.document)];
  const rows = await runAs({ as: 'system' }, () => ask(trx ?? strapi, { text: `${about} where ${where}`, values: [value] }));
  return z.array(Known).parse(rows)[0] ?? null;
}

/** The account that writes, as the audit log names it; Strapi's administrators are no accounts. */
const writer = (strapi: Core.Strapi): string => callerNow(strapi)?.who.agent.id ?? actorAbove(strapi)?.actor ?? 'system';

/** A login left open, or an admin in a hurry, must not be enough to take an account over. */
function refuseOwn(strapi: Core.Strapi, before: KnownAccount | null, data: Data): void {
  if (!before || writer(strapi) !== before.id) return;
  const changed = {
    password: text.safeParse(data.password).success,
    email: data.email !== undefined && data.email !== before.email,
    mobile: data.mobile !== undefined && data.mobile !== before.mobile,
  };
  for (const [field, own] of Object.entries(changed))
    if (own) throw complaint(field, "请在“个人信息”页修改自己的 (one's own is changed on the personal page)", 'ownPage');
}

/** As the content manager names the tenant of a new account. */
const Connected = z.object({ tenant: z.object({ connect: z.tuple([z.looseObject({ id: z.coerce.number() })]) }) });
const tenantOf = (data: Data): number => Connected.safeParse(data).data?.tenant.connect[0].id ?? 0;

const Names = z.object({ code: z.string(), name: z.string() });

function refuseIssues(message: string, issues: readonly FieldIssue[]): void {
  const errorsOf = issues.map(({ field, ...issue }) => ({ ...issue, path: [field], message, name: 'ValidationError' }));
  if (issues.length) throw new errors.ValidationError(message, { errors: errorsOf });
}

/** The record plane's own work (the seed) is not asked. Strapi's operator writes for any tenant, and is held to that one's rules. */
async function demandGood(strapi: Core.Strapi, before: KnownAccount | null, data: Data): Promise<void> {
  const who = whoActs(strapi);
  const given = text.safeParse(data.password);
  if (!given.success || who?.as === 'system') return;
  const tenant = before?.tenantRow ?? (who?.as === 'tenant' ? who.row : tenantOf(data));
  const rows = await runAs({ as: 'system' }, () => ask(strapi, sql`select code, name from tenants where id = ${tenant}`));
  const named = z
    .array(Names)
    .parse(rows)
    .flatMap(({ code, name }) => [code, name]);
  const account = { ...before, ...data };
  const own = [account.number, account.displayName, account.nickname].filter((name) => typeof name === 'string');
  const issues = await passwordIssues(strapi, { tenant, names: [...named, ...own] }, given.data);
  refuseIssues('密码不符合要求 (the password does not meet the rules)', issues);
}

/** The same of a desk phone's. */
async function demandGoodPhone(strapi: Core.Strapi, before: KnownAccount | null, data: Data): Promise<void> {
  const who = whoActs(strapi);
  const given = text.safeParse(data.phonePassword);
  if (!given.success || who?.as === 'system') return;
  const tenant = before?.tenantRow ?? (who?.as === 'tenant' ? who.row : tenantOf(data));
  const issues = phonePasswordIssues(await passwordRules(strapi, tenant), given.data);
  refuseIssues('话机密码不符合要求 (the phone password does not meet the rules)', issues);
}

async function tellPassword(strapi: Core.Strapi, row: number, password: string, trx: Knex): Promise<void> {
  const account = await stored(strapi, { row }, trx);
  if (!account?.email) return;
  const { tenantRow, email, language, code, tenantName, number } = account;
  await partsOf(strapi).delivery.send({
    tenant: tenantRow,
    channel: 'email',
    purpose: 'newAccount',
    to: email,
    language,
    values: { tenant: code, tenantName, number: number ?? '', password },
  });
}

/** After a write by `by`: what was new. */
async function follow(
  strapi: Core.Strapi,
  row: number,
  before: KnownAccount | null,
  data: Data,
  by: string,
  trx: Knex,
): Promise<void> {
  if (data.blocked === true) partsOf(strapi).workbenches.gone(await endSessions(strapi, row));
  if ((typeof data.mobile === 'string' || data.mobile === null) && data.mobile !== before?.mobile)
    await ask(trx ?? strapi, sql`update up_users set mobile_proved_at = null where id = ${row}`);
  const account = await stored(strapi, { row }, trx);
  if (!account) return;
  const entry = { tenant: account.tenant, actor: by, target: account.id };
  if (before?.email && before.email !== account.email) {
    await tellOldAddress(strapi, before, 'emailChanged', account.email);
    await audit(strapi, { ...entry, act: 'email.changed' });
  }
  if (!text.safeParse(data.password).success) return;
  await passwordIsNew(strapi, row, undefined, trx);
  await audit(strapi, { ...entry, act: 'password.reset' });
}

export function watchAccounts(strapi: Core.Strapi): void {
  strapi.documents.use(async (context, next) => {
    if (context.uid !== agentType) return next();
    if (context.action === 'delete') {
      const before = await stored(strapi, { document: context.params.documentId });
      const done = await next();
      if (before) partsOf(strapi).workbenches.gone(await endSessions(strapi, before.row));
      return done;
    }
    if (context.action !== 'create' && context.action !== 'update') return next();
    const data: Data = context.params.data ?? {};
    const before = context.action === 'update' ? await stored(strapi, { document: context.params.documentId }) : null;
    normalise(data);
    refuseOwn(strapi, before, data);
    await demandGood(strapi, before, data);
    await demandGoodPhone(strapi, before, data);
    const sends = context.action === 'create' && !data.password && !data.phonePassword && text.safeParse(data.email).success;
    const secret = sends ? randomPassword() : null;
    const by = writer(strapi);
    if (secret) data.password = secret;
    if (typeof data.password === 'string') data.password = secretOf(data.password);
    // one transaction with the write: what follows holds if the write does
    return strapi.db.transaction(async ({ trx }) => {
      const done = await next();
      const { id } = Written.parse(done);
      await runAs({ as: 'system' }, async () => {
        if (secret) await tellPassword(strapi, id, secret, trx);
        else if (context.action === 'update') await follow(strapi, id, before, data, by, trx);
      });
      return done;
    });
  });
}
