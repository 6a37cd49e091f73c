/**
 * What follows when somebody writes an account, whoever it is: a form of the workbench, Strapi's content manager, an import. In `register()`.
 * - Addresses are stored in one form, so that they are found by it.
 * - A new account with an e-mail address and no password gets one by e-mail (LOG-15).
 * - A new password thaws the account; a new password, blocking and deleting end its sessions (LOG-12).
 */
import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { Mobile, SignedIn } from '@zuoxi/contracts';
import type { Knex } from 'knex';
import { z } from 'zod';
import { agentType } from '../agent-type';
import { audit } from '../audit/audit';
import { actorAbove } from '../audit/watch-rows';
import { runAs, whoActs } from '../context';
import { partsOf } from '../parts';
import { endSessions } from '../sessions';
import { rowsOf } from '../tables';
import { randomPassword } from './random';
import { phonePasswordIssues } from './phones';
import { passwordIssues, passwordRules } from './rules';
import { passwordIsNew } from './set';

type Data = Record<string, unknown>;
const Written = z.looseObject({ id: z.coerce.number() });
const text = z.string().min(1);

const complaint = (field: string, message: string) =>
  new errors.ValidationError(message, { errors: [{ path: [field], message, name: 'ValidationError' }] });

function normalise(data: Data): void {
  if (typeof data.email === 'string') data.email = data.email.trim().toLowerCase() || null;
  if (data.mobile === '') data.mobile = null;
  if (typeof data.mobile !== 'string') return;
  const mobile = Mobile.safeParse(data.mobile);
  if (!mobile.success) throw complaint('mobile', '手机号不正确 (not a mobile number)');
  data.mobile = mobile.data;
}

/** The record plane's own work (the seed) is not asked; Strapi's operator writes for any tenant and is held to the common rules. */
async function demandGood(strapi: Core.Strapi, password: unknown): Promise<void> {
  const who = whoActs(strapi);
  const given = text.safeParse(password);
  if (!given.success || who?.as === 'system') return;
  const rules = await passwordRules(strapi, who?.as === 'tenant' ? who.row : 0);
  if (passwordIssues(rules, given.data).length)
    throw complaint('password', '密码不符合要求 (the password does not meet the rules)');
}

/** The same of a desk phone's. */
async function demandGoodPhone(strapi: Core.Strapi, password: unknown): Promise<void> {
  const who = whoActs(strapi);
  const given = text.safeParse(password);
  if (!given.success || who?.as === 'system') return;
  const issues = phonePasswordIssues(await passwordRules(strapi, who?.as === 'tenant' ? who.row : 0), given.data);
  const message = '话机密码不符合要求 (the phone password does not meet the rules)';
  const errorsOf = issues.map(({ field, ...issue }) => ({ ...issue, path: [field], message, name: 'ValidationError' }));
  if (issues.length) throw new errors.ValidationError(message, { errors: errorsOf });
}

const rowOf = async (strapi: Core.Strapi, document: unknown): Promise<number | null> => {
  const rows = await rowsOf(strapi, 'select id from up_users where document_id = ?', [String(document)]);
  return z.array(Written).parse(rows)[0]?.id ?? null;
};

const Told = z.object({
  id: z.string(),
  number: z.string(),
  email: z.string().nullable(),
  tenantRow: z.number(),
  tenant: z.string(),
  code: z.string(),
  name: z.string(),
  language: z.enum(['zh', 'en']),
});
const about = `select u.document_id as id, u.number, u.email, t.id as "tenantRow", t.document_id as tenant, t.code, t.name, t.language
  from up_users u join tenants t on t.id = u.tenant_id where u.id = ?`;

const told = async (strapi: Core.Strapi, row: number, trx: Knex): Promise<z.infer<typeof Told> | null> =>
  z.array(Told).parse(await rowsOf(strapi, about, [row], trx))[0] ?? null;

async function tellPassword(strapi: Core.Strapi, row: number, password: string, trx: Knex): Promise<void> {
  const account = await told(strapi, row, trx);
  if (!account?.email) return;
  const { tenantRow, email, language, code, name, number } = account;
  const values = { tenant: code, tenantName: name, number, password };
  await partsOf(strapi).delivery.send({
    tenant: tenantRow,
    channel: 'email',
    purpose: 'newAccount',
    to: email,
    language,
    values,
  });
}

/** After a write by `by`: what was new. */
async function follow(strapi: Core.Strapi, row: number, data: Data, by: string, trx: Knex): Promise<void> {
  if (data.blocked === true) partsOf(strapi).workbenches.gone(await endSessions(strapi, row));
  if (typeof data.mobile === 'string' || data.mobile === null)
    await rowsOf(strapi, 'update up_users set mobile_proved_at = null where id = ?', [row], trx);
  if (!text.safeParse(data.password).success) return;
  await passwordIsNew(strapi, row, undefined, trx);
  const account = await told(strapi, row, trx);
  if (account) await audit(strapi, { tenant: account.tenant, actor: by, act: 'password.reset', target: account.id });
}

/** The account that writes, as the audit log names it; Strapi's administrators are no accounts. */
const writer = (strapi: Core.Strapi): string =>
  SignedIn.safeParse(strapi.requestContext.get()?.state.signedIn).data?.agent.id ?? actorAbove(strapi)?.actor ?? 'system';

export function watchAccounts(strapi: Core.Strapi): void {
  strapi.documents.use(async (context, next) => {
    if (context.uid !== agentType) return next();
    if (context.action === 'delete') {
      const row = await rowOf(strapi, context.params.documentId);
      const done = await next();
      if (row !== null) partsOf(strapi).workbenches.gone(await endSessions(strapi, row));
      return done;
    }
    if (context.action !== 'create' && context.action !== 'update') return next();
    const data: Data = context.params.data ?? {};
    normalise(data);
    await demandGood(strapi, data.password);
    await demandGoodPhone(strapi, data.phonePassword);
    const sends = context.action === 'create' && !data.password && !data.phonePassword && text.safeParse(data.email).success;
    const secret = sends ? randomPassword() : null;
    const by = writer(strapi);
    if (secret) data.password = secret;
    // one transaction with the write: what follows holds if the write does
    return strapi.db.transaction(async ({ trx }) => {
      const done = await next();
      const { id } = Written.parse(done);
      await runAs({ as: 'system' }, async () => {
        if (secret) await tellPassword(strapi, id, secret, trx);
        else if (context.action === 'update') await follow(strapi, id, data, by, trx);
      });
      return done;
    });
  });
}
