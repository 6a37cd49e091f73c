/** The screen lock (LOG-33) in the audit log. The page hides and shows; what unlocks is the password, asked here. */
import type { Core } from '@strapi/strapi';
import { LockScreen, Refusal } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { answering, parsed } from '@zuoxi/record-plane';
import { audit } from '../audit/audit';
import { caller } from '../caller';
import { partsOf } from '../parts';
import { passwordController } from '../passwords/controller';

export const screenController = ({ strapi }: { strapi: Core.Strapi }) => {
  const { unlock } = passwordController({ strapi });
  /** In the account's own tenant, wherever an operator acts just now: it is the person's screen. */
  async function tell(ctx: Context, act: string, details: Record<string, unknown> = {}): Promise<void> {
    const { id, tenant } = await caller(strapi, ctx);
    await audit(strapi, { tenant, actor: id, act, target: id, details: { address: ctx.ip, ...details } });
  }
  return {
    lock: answering(async (ctx) => {
      const { reason } = parsed(LockScreen, ctx.request.body);
      await tell(ctx, 'screen.locked', { reason });
    }),

    unlock: async (ctx: Context): Promise<void> => {
      await unlock(ctx);
      const refusal = Refusal.safeParse(ctx.body);
      if (!refusal.success) return tell(ctx, 'screen.unlocked');
      const { code } = refusal.data.error;
      if (code === 'badRequest') return;
      const { id: actor, tenant } = await caller(strapi, ctx);
      const about = { tenant, actor, method: ctx.method, route: '/api/accounts/unlock', reason: code };
      if (partsOf(strapi).refusedRequests.note(about, Date.now())) await tell(ctx, 'unlock.refused', { reason: code });
    },
  };
};
