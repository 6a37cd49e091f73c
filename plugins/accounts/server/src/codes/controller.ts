import type { Core } from '@strapi/strapi';
import { BindCodeRequest, CodeRequest, type CodeReply } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { accountsByContact } from '../agents';
import { answering, answeringStrangers, asked, Refused } from '../answering';
import { caller } from '../caller';
import { runAs } from '../context';
import { partsOf } from '../parts';
import { newCode, store, waitSeconds } from './codes';
import { sendLoginCode } from './login-codes';

/** LOG-22: for the one account that the tenant and the address name. Answers alike without. */
async function sendResetCode(
  strapi: Core.Strapi,
  tenant: string,
  contact: { mobile: string } | { email: string },
): Promise<CodeReply> {
  const [address = ''] = Object.values(contact);
  const code = newCode();
  await store(strapi, { purpose: 'resetCode', address, within: tenant.toLowerCase() }, code);
  const [account] = await accountsByContact(strapi, contact, tenant);
  if (account && !account.blocked)
    await partsOf(strapi).delivery.send({
      tenant: account.tenantRow,
      channel: 'mobile' in contact ? 'sms' : 'email',
      purpose: 'resetCode',
      to: address,
      language: account.language === 'en' ? 'en' : 'zh',
      values: { code, tenantName: account.tenantName },
    });
  return { wait: waitSeconds };
}

export const codeController = ({ strapi }: { strapi: Core.Strapi }) => {
  const knock = (ctx: Context): void => {
    const wait = partsOf(strapi).addresses.knock('codes', ctx.ip, Date.now());
    if (wait !== null) throw new Refused('tooManyAttempts', { wait });
  };
  return {
    send: answeringStrangers((ctx) => {
      const request = asked(CodeRequest, ctx.request.body);
      knock(ctx);
      if (request.purpose === 'login') return sendLoginCode(strapi, request.mobile);
      const { tenant } = request;
      return sendResetCode(strapi, tenant, 'mobile' in request ? { mobile: request.mobile } : { email: request.email });
    }),

    /** To a number that the account is to be bound to (LOG-16, LOG-18). */
    bind: answering(async (ctx): Promise<CodeReply> => {
      const { mobile } = asked(BindCodeRequest, ctx.request.body);
      knock(ctx);
      const account = await caller(strapi, ctx);
      const code = newCode();
      await runAs({ as: 'system' }, async () => {
        await store(strapi, { purpose: 'bindCode', address: mobile, within: String(account.row) }, code);
        await partsOf(strapi).delivery.send({
          tenant: account.tenantRow,
          channel: 'sms',
          purpose: 'bindCode',
          to: mobile,
          language: account.language === 'en' ? 'en' : 'zh',
          values: { code, tenantName: account.tenantName },
        });
      });
      return { wait: waitSeconds };
    }),
  };
};
