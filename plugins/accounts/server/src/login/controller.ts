/** The ways in: tenant + number + password (LOG-06), e-mail + password (LOG-14), mobile + code (LOG-19). */
import type { Core } from '@strapi/strapi';
import { ContinueLogin, EmailLogin, LoginRequest, MobileLogin, type LoginAnswer } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { answeringStrangers, parsed, Refused } from '@zuoxi/record-plane';
import { accountByNumber, accountsByContact } from '../agents';
import { openedByCode } from '../codes/login-codes';
import { partsOf } from '../parts';
import { enter, enterOne } from './enter';
import { prove } from './prove';
import { useTicket } from './ticket';

type Way = (ctx: Context) => Promise<LoginAnswer>;

export const loginController = ({ strapi }: { strapi: Core.Strapi }) => {
  /** A good login does not count towards what one address may try; a wrong shape neither. */
  const way = (work: Way) =>
    answeringStrangers(async (ctx) => {
      const { addresses } = partsOf(strapi);
      const wait = addresses.knock('attempts', ctx.ip, Date.now());
      if (wait !== null) throw new Refused('tooManyAttempts', { wait });
      const answer = await work(ctx);
      addresses.forgive('attempts', ctx.ip);
      return answer;
    });

  return {
    byNumber: way(async (ctx) => {
      const { tenant, number, ...given } = parsed(LoginRequest, ctx.request.body);
      const account = await accountByNumber(strapi, tenant, number);
      const name = `${tenant}/${number}`;
      return enterOne(strapi, ctx, await prove(strapi, ctx, account ? [account] : [], { name, tenant, ...given }));
    }),

    byEmail: way(async (ctx) => {
      const { email, ...given } = parsed(EmailLogin, ctx.request.body);
      const accounts = await accountsByContact(strapi, { email });
      return enterOne(strapi, ctx, await prove(strapi, ctx, accounts, { name: email, ...given }));
    }),

    byMobile: way(async (ctx) => {
      const { mobile, code } = parsed(MobileLogin, ctx.request.body);
      return enterOne(strapi, ctx, await openedByCode(strapi, ctx, mobile, code));
    }),

    continue: way(async (ctx) => {
      const { ticket, account: chosen, move } = parsed(ContinueLogin, ctx.request.body);
      const accounts = await useTicket(strapi, ticket);
      const account =
        accounts.find(({ id }) => id === chosen) ?? (chosen === undefined && accounts.length === 1 ? accounts[0] : undefined);
      if (!account) throw new Refused('tokenInvalid');
      return enter(strapi, ctx, account, move);
    }),
  };
};
