import type { Core } from '@strapi/strapi';
import { SignedIn } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { liveToken } from './live-token';
import { loginHandler } from './login';
import { closeSession, type Session } from './sessions';
import { settingsOf } from './settings';

export const accountController = ({ strapi }: { strapi: Core.Strapi }) => ({
  login: loginHandler(strapi),

  me(ctx: Context): void {
    ctx.body = SignedIn.parse(ctx.state.signedIn);
  },

  async liveToken(ctx: Context): Promise<void> {
    const session: Session = ctx.state.session;
    const who = SignedIn.parse(ctx.state.signedIn);
    ctx.set('Cache-Control', 'no-store');
    ctx.body = { liveToken: await liveToken(settingsOf(strapi).liveSecret, who, Date.now(), session.ends) };
  },

  async logout(ctx: Context): Promise<void> {
    await closeSession(strapi, ctx.state.session);
    ctx.status = 204;
  },
});
