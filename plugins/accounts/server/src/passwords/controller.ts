/** Forgotten (LOG-22), changed (LOG-27), asked for by the screen lock (LOG-33). */
import type { Core } from '@strapi/strapi';
import { ChangePassword, ResetPassword, Unlock } from '@zuoxi/contracts';
import { answering, answeringStrangers, parsed, Refused } from '@zuoxi/record-plane';
import { accountsByContact } from '../agents';
import { caller, sessionOf } from '../caller';
import { isRight, useUp, type About } from '../codes/codes';
import { proveInside } from '../login/prove';
import { tellingRefusals } from '../login/telling';
import { partsOf } from '../parts';
import { demandGood, whoseOf } from './rules';
import { setPassword } from './set';

export const passwordController = ({ strapi }: { strapi: Core.Strapi }) => ({
  reset: answeringStrangers(async (ctx) => {
    const { tenant, code, password, ...contact } = parsed(ResetPassword, ctx.request.body);
    const wait = partsOf(strapi).addresses.knock('attempts', ctx.ip, Date.now());
    if (wait !== null) throw new Refused('tooManyAttempts', { wait });
    const [address = ''] = Object.values(contact);
    const about: About = { purpose: 'resetCode', address, within: tenant.toLowerCase() };
    const [account] = await accountsByContact(strapi, contact, tenant);
    await tellingRefusals(strapi, ctx, 'code.refused', account ? [account] : tenant, async () => {
      if (!(await isRight(strapi, about, code)) || !account || account.blocked) throw new Refused('wrongCode');
      await demandGood(strapi, whoseOf(account), password); // the code stays good for a better one
      if (!(await useUp(strapi, about, code))) throw new Refused('wrongCode');
      await setPassword(strapi, account, password);
    });
  }),

  change: answering(async (ctx) => {
    const { old, password, captcha } = parsed(ChangePassword, ctx.request.body);
    const account = await caller(strapi, ctx);
    await proveInside(strapi, ctx, account, { password: old, captcha });
    await demandGood(strapi, whoseOf(account), password);
    await setPassword(strapi, account, password, sessionOf(ctx).id);
  }),

  unlock: answering(async (ctx) => {
    const given = parsed(Unlock, ctx.request.body);
    const account = await caller(strapi, ctx);
    await proveInside(strapi, ctx, account, given);
  }),
});
