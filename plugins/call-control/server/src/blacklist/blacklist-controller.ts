/** TEN-07: an agent puts the caller of a call on the blacklist by the call's id, so that the browser needs no number (D25). */
import type { Core, UID } from '@strapi/strapi';
import { BlockCaller, CallId, PhoneNumber, withheldNumber } from '@zuoxi/contracts';
import { answeringCaller, parsed, Refused, service } from '@zuoxi/record-plane';
import { z } from 'zod';
import { customerOf } from './customer-of';

export const blockedNumber = 'api::blocked-number.blocked-number' as UID.ContentType;
const dayMs = 24 * 3600 * 1000;

export const blacklistController = ({ strapi }: { strapi: Core.Strapi }) => ({
  block: answeringCaller(async (ctx, caller) => {
    const { who } = caller;
    const call = CallId.safeParse(ctx.params.id);
    const { reason, days } = parsed(BlockCaller, ctx.request.body);
    const number = PhoneNumber.or(z.literal(withheldNumber)).safeParse(
      call.success ? await customerOf(strapi, caller, call.data) : null,
    );
    if (!number.success) throw new Refused('notFound');
    const data = { number: number.data, reason, until: days === null ? null : new Date(Date.now() + days * dayMs) };
    const before = await strapi.documents(blockedNumber).findFirst({ filters: { number: number.data } });
    if (before) await strapi.documents(blockedNumber).update({ documentId: before.documentId, data });
    else await strapi.documents(blockedNumber).create({ data });
    await service(strapi, 'audit').by(who, { act: 'caller.blocked', target: String(ctx.params.id), details: { days } });
  }),
});
