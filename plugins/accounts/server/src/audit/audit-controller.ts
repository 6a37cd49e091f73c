import type { Core } from '@strapi/strapi';
import { AuditQuery, SignedIn } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { refuse } from '../refusal';
import { readAudit, verifyAudit } from './read';

export const auditController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async find(ctx: Context): Promise<void> {
    const asked = AuditQuery.safeParse(ctx.query);
    if (!asked.success) return refuse(ctx, 'badRequest', asked.error.issues.map((i) => i.path.join('.') || i.message).join(', '));
    ctx.set('Cache-Control', 'no-store');
    ctx.body = await readAudit(strapi, SignedIn.parse(ctx.state.signedIn).tenant.id, asked.data);
  },

  async verify(ctx: Context): Promise<void> {
    ctx.set('Cache-Control', 'no-store');
    ctx.body = await verifyAudit(strapi, SignedIn.parse(ctx.state.signedIn).tenant.id);
  },
});
