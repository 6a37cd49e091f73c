import type { Core } from '@strapi/strapi';
import { BindCodeRequest, CodeRequest, EmailCodeRequest, type CodeReply } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { answering, answeringStrangers, parsed, Refused } from '@zuoxi/record-plane';
import { accountsByContact } from '../agents';
import { caller } from '../caller';
import { partsOf } from '../parts';
import { newCode, store, waitSeconds } from './codes';
import { sendLoginCode } from './login-codes';
import { sendInside, sendToAccount } from './send';

/** LOG-22: for the one account that the tenant and the address name. Answers alike without. */
async function sendResetCode(
  strapi: Core.Strapi,
  ctx: Context,
  tenant: string,
  contact: { mobile: string } | { email: string },
): Promise<CodeReply> {
  const [address = ''] = Object.values(contact);
  const code = newCode();
  await store(strapi, { purpose: 'resetCode', address, within: tenant.toLowerCase() }, code);
  partsOf(strapi).later.after(ctx, 'code', async () => {
    const [account] = await accountsByContact(strapi, contact, tenant);
    if (account && !account.blocked)
      await sendToAccount(strapi, ctx, [account], {
        channel: 'mobile' in contact ? 'sms' : 'email',
        purpose: 'resetCode',
        to: address,
        code,
      });
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
      const request = parsed(CodeRequest, ctx.request.body);
      knock(ctx);
      if (request.purpose === 'login') return sendLoginCode(strapi, ctx, request.mobile);
      const { tenant } = request;
      const contact = 'mobile' in request ? { mobile: request.mobile } : { email: request.email };
      return sendResetCode(strapi, ctx, tenant, contact);
    }),

    /** To a number that the account is to be bound to (LOG-16, LOG-18). */
    bind: answering(async (ctx): Promise<CodeReply> => {
      const { mobile } = parsed(BindCodeRequest, ctx.request.body);
      knock(ctx);
      return sendInside(strapi, ctx, await caller(strapi, ctx), { channel: 'sms', purpose: 'bindCode', to: mobile });
    }),

    /** To an address that is to be the account's. */
    email: answering(async (ctx): Promise<CodeReply> => {
      const { email } = parsed(EmailCodeRequest, ctx.request.body);
      knock(ctx);
      return sendInside(strapi, ctx, await caller(strapi, ctx), { channel: 'email', purpose: 'emailCode', to: email });
    }),
  };
};
