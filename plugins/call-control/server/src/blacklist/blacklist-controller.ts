/** TEN-07: an agent puts the caller of a call on the blacklist by the call's id, so that the browser needs no number (D25). */
import type { Core, UID } from '@strapi/strapi';
import { auditBy } from '@zuoxi/accounts/audit';
import { refuse } from '@zuoxi/accounts/refusal';
import { BlockCaller, CallId, PhoneNumber, SignedIn } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { customerOf } from './customer-of';

export const blockedNumber = 'api::blocked-number.blocked-number' as UID.ContentType;
const dayMs = 24 * 3600 * 1000;

export const blacklistController = ({ strapi }: { strapi: Core.Strapi }) => ({
  async block(ctx: Context): Promise<void> {
    const who = SignedIn.parse(ctx.state.signedIn);
    const call = CallId.safeParse(ctx.params.id);
    const asked = BlockCaller.safeParse(ctx.request.body);
    if (!asked.success) return refuse(ctx, 'badRequest', asked.error.issues.map((i) => i.path.join('.') || i.message).join(', '));
    const number = PhoneNumber.safeParse(call.success ? await customerOf(strapi.db.connection, who, call.data) : null);
    if (!number.success) return refuse(ctx, 'notFound');
    const { reason, days } = asked.data;
    const data = { number: number.data, reason, until: days === null ? null : new Date(Date.now() + days * dayMs) };
    const before = await strapi.documents(blockedNumber).findFirst({ filters: { number: number.data } });
    if (before) await strapi.documents(blockedNumber).update({ documentId: before.documentId, data });
    else await strapi.documents(blockedNumber).create({ data });
    await auditBy(strapi, who, { act: 'caller.blocked', target: String(ctx.params.id), details: { days } });
    ctx.status = 204;
  },
});
