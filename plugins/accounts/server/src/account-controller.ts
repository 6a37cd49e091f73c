import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { answering, callerOf, Refused } from '@zuoxi/record-plane';
import { act } from './acts';
import { caller, sessionOf } from './caller';
import { liveToken } from './live-token';
import { partsOf } from './parts';
import { closeSession, endSessions } from './sessions';

export const accountController = ({ strapi }: { strapi: Core.Strapi }) => ({
  me(ctx: Context): void {
    ctx.body = callerOf(ctx).who;
  },

  liveToken: answering(async (ctx) => {
    const { who } = callerOf(ctx);
    const { liveSecret } = partsOf(strapi).settings;
    return { liveToken: await liveToken(liveSecret, who, Date.now(), sessionOf(ctx).ends) };
  }),

  logout: answering(async (ctx) => {
    const session = sessionOf(ctx);
    partsOf(strapi).workbenches.gone([session.id]);
    await closeSession(strapi, session);
  }),

  /** An open workbench says so (LOG-04). */
  here: answering((ctx) => {
    const { id, user } = sessionOf(ctx);
    partsOf(strapi).workbenches.here(id, user, ctx.ip, Date.now());
  }),

  /** The session was moved here on the live plane (D10): the others end. */
  moveHere: answering(async (ctx) => {
    const account = await caller(strapi, ctx);
    if (account.mayMove === false) throw new Refused('forbidden');
    const ended = await endSessions(strapi, account.row, sessionOf(ctx).id, true);
    partsOf(strapi).workbenches.gone(ended);
    if (ended.length) await act(strapi, account, 'session.moved', { address: ctx.ip });
  }),
});
