/** Personal information (PER-01..03), and binding a mobile number (LOG-16, LOG-18). */
import type { Core } from '@strapi/strapi';
import { ChangeEmail, ChangeMobile, FirstLogin, masked, ProfileChange, type LoginReply, type Profile } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { z } from 'zod';
import { answering, callerOf, parsed, Refused, runAs } from '@zuoxi/record-plane';
import { act } from '../acts';
import { agentType } from '../agent-type';
import { needsFirstLogin, type Account } from '../agents';
import { caller, sessionOf } from '../caller';
import { isRight, useUp, type About } from '../codes/codes';
import { askHidden } from '../hidden/ask';
import { replyFor } from '../login/enter';
import { proveInside } from '../login/prove';
import { tellingRefusals } from '../login/telling';
import { tellOldAddress } from './notices';
import { profileOf } from './profile';

const Clash = z.looseObject({ code: z.literal('23505'), constraint: z.string().optional() });

/** What is unique in a tenant is unique by an index: somebody else has it. */
async function writing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await runAs({ as: 'system' }, work);
  } catch (error) {
    const clash = Clash.safeParse(error);
    if (!clash.success) throw error;
    const field = /mobile/.test(clash.data.constraint ?? '') ? 'mobile' : 'email';
    throw new Refused('taken', { issues: [{ field, code: 'taken' }] });
  }
}

const bearer = (ctx: Context): string => ctx.get('authorization').replace(/^Bearer /i, '');

export const profileController = ({ strapi }: { strapi: Core.Strapi }) => {
  /** A code proves that the address is one's own; used up by what it allows, so that a slip beside it costs a try and not the code. */
  const withCode = (ctx: Context, account: Account, about: About, code: string, allows: () => Promise<void>): Promise<void> =>
    runAs({ as: 'system' }, () =>
      tellingRefusals(strapi, ctx, 'code.refused', [account], async () => {
        if (!(await isRight(strapi, about, code))) throw new Refused('wrongCode');
        await allows();
        if (!(await useUp(strapi, about, code))) throw new Refused('wrongCode');
      }),
    );

  type Binding = { mobile: string; code: string; nickname?: string; allows?: () => Promise<void> };
  async function bind(ctx: Context, account: Account, { mobile, code, nickname, allows }: Binding): Promise<void> {
    const about: About = { purpose: 'bindCode', address: mobile, within: String(account.row) };
    await withCode(ctx, account, about, code, allows ?? (() => Promise.resolve()));
    // by Strapi, not by SQL: calls reach the mobile as soon as the directory hears of it
    await writing(async () => {
      const data = { mobile, mobileProvedAt: new Date(), nickname: nickname ?? account.nickname };
      await strapi.db.query(agentType).update({ where: { id: account.row }, data });
    });
    await tellOldAddress(strapi, account, 'mobileChanged', mobile);
    await act(strapi, account, 'mobile.bound');
  }

  /** One's own number has stars, too: whoever sits at somebody else's screen does not find it out by trying. */
  async function knowsOld(ctx: Context, { mobile }: Account, old: string | undefined): Promise<boolean> {
    if (mobile === null || old === undefined) return mobile === null;
    const answered = await askHidden(strapi, callerOf(ctx).who, {
      ask: async () => mobile === old,
      found: (same) => same,
      looksAlike: async () => masked(old) === masked(mobile),
    });
    if ('wait' in answered) throw new Refused('tooManyAttempts', answered);
    return answered.answer;
  }

  return {
    find: answering(async (ctx): Promise<Profile> => profileOf(strapi, await caller(strapi, ctx))),

    update: answering(async (ctx): Promise<Profile> => {
      const change = parsed(ProfileChange, ctx.request.body);
      const account = await caller(strapi, ctx);
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      if (Object.keys(given).length)
        await writing(async () => {
          await strapi.db
            .connection('up_users')
            .where({ id: account.row })
            .update({ ...given, updated_at: new Date() });
        });
      return profileOf(strapi, await caller(strapi, ctx));
    }),

    firstLogin: answering(async (ctx): Promise<LoginReply> => {
      const { mobile, code, nickname } = parsed(FirstLogin, ctx.request.body);
      const account = await caller(strapi, ctx);
      if (needsFirstLogin(account)) await bind(ctx, account, { mobile, code, nickname });
      return replyFor(strapi, await caller(strapi, ctx), { ...sessionOf(ctx), jwt: bearer(ctx) });
    }),

    /** Who changes it knows the old one, or where there is none the password, and holds the new one. Each guess at the old one is a try of a code. */
    changeMobile: answering(async (ctx): Promise<Profile> => {
      const { old, password, captcha, mobile, code } = parsed(ChangeMobile, ctx.request.body);
      const account = await caller(strapi, ctx);
      const allows = async (): Promise<void> => {
        if (!(await knowsOld(ctx, account, old))) throw new Refused('invalid', { issues: [{ field: 'old', code: 'pattern' }] });
        if (account.mobile === null && password === undefined)
          throw new Refused('invalid', { issues: [{ field: 'password', code: 'required' }] });
        if (account.mobile === null && password !== undefined) await proveInside(strapi, ctx, account, { password, captcha });
      };
      await bind(ctx, account, { mobile, code, allows });
      return profileOf(strapi, await caller(strapi, ctx));
    }),

    /** Who changes it knows the password and reads mail at the new one; the old one is told. An address is a way in, and sets a new password (LOG-22). */
    changeEmail: answering(async (ctx): Promise<Profile> => {
      const { email, captcha, password, ...given } = parsed(ChangeEmail, ctx.request.body);
      const account = await caller(strapi, ctx);
      const prove = (): Promise<void> => proveInside(strapi, ctx, account, { password, captcha });
      if (email === null || !('code' in given)) await prove();
      else await withCode(ctx, account, { purpose: 'emailCode', address: email, within: String(account.row) }, given.code, prove);
      await writing(async () => {
        await strapi.db.connection('up_users').where({ id: account.row }).update({ email, updated_at: new Date() });
      });
      await tellOldAddress(strapi, account, 'emailChanged', email);
      await act(strapi, account, 'email.changed', { address: ctx.ip });
      return profileOf(strapi, await caller(strapi, ctx));
    }),
  };
};
