/** Personal information (PER-01..03), and binding a mobile number (LOG-16, LOG-18). */
import type { Core } from '@strapi/strapi';
import { ChangeMobile, FirstLogin, masked, ProfileChange, SignedIn, type LoginReply, type Profile } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { z } from 'zod';
import { act } from '../acts';
import { agentType } from '../agent-type';
import { needsFirstLogin, type Account } from '../agents';
import { answering, asked, Refused } from '../answering';
import { caller, sessionOf } from '../caller';
import { spend } from '../codes/codes';
import { runAs } from '../context';
import { askHidden } from '../hidden/ask';
import { replyFor } from '../login/enter';
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
  async function bind(account: Account, mobile: string, code: string, nickname?: string): Promise<void> {
    await runAs({ as: 'system' }, () =>
      spend(strapi, { purpose: 'bindCode', address: mobile, within: String(account.row) }, code),
    );
    // by Strapi, not by SQL: calls reach the mobile as soon as the directory hears of it
    await writing(async () => {
      const data = { mobile, mobileProvedAt: new Date(), nickname: nickname ?? account.nickname };
      await strapi.db.query(agentType).update({ where: { id: account.row }, data });
    });
    await act(strapi, account, 'mobile.bound');
  }

  /** One's own number has stars, too: whoever sits at somebody else's screen does not find it out by trying. */
  async function knowsOld(ctx: Context, { mobile }: Account, old: string | undefined): Promise<boolean> {
    if (mobile === null || old === undefined) return mobile === null;
    const answered = await askHidden(strapi, SignedIn.parse(ctx.state.signedIn), {
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
      const change = asked(ProfileChange, ctx.request.body);
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
      const { mobile, code, nickname } = asked(FirstLogin, ctx.request.body);
      const account = await caller(strapi, ctx);
      if (needsFirstLogin(account)) await bind(account, mobile, code, nickname);
      return replyFor(strapi, await caller(strapi, ctx), { ...sessionOf(ctx), jwt: bearer(ctx) });
    }),

    /** Who changes it knows the old one and holds the new one. */
    changeMobile: answering(async (ctx): Promise<Profile> => {
      const { old, mobile, code } = asked(ChangeMobile, ctx.request.body);
      const account = await caller(strapi, ctx);
      if (!(await knowsOld(ctx, account, old))) throw new Refused('invalid', { issues: [{ field: 'old', code: 'pattern' }] });
      await bind(account, mobile, code);
      return profileOf(strapi, await caller(strapi, ctx));
    }),
  };
};
