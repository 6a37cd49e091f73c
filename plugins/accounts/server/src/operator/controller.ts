import type { Core } from '@strapi/strapi';
import { ActRequest, FirstAdmin, SignedIn } from '@zuoxi/contracts';
import { answering, callerOf, parsed, Refused } from '@zuoxi/record-plane';
import { audit } from '../audit/audit';
import { enter, leave } from './acts';
import { makeFirstAdmin } from './first-admin';
import { enterpriseOf, seenInside } from './inside';

export const operatorController = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Answers who the session is from now on. */
  enter: answering(async (ctx): Promise<SignedIn> => {
    const { who } = callerOf(ctx);
    const { tenant, reason } = parsed(ActRequest, ctx.request.body);
    const into = await enterpriseOf(strapi, tenant);
    if (!into) throw new Refused('notFound');
    await enter(strapi, who, into, reason);
    return seenInside(strapi, who, into);
  }),

  leave: answering(async (ctx): Promise<SignedIn> => {
    const { who } = callerOf(ctx);
    await leave(strapi, who);
    return who;
  }),

  firstAdmin: answering(async (ctx) => {
    const { who } = callerOf(ctx);
    const given = parsed(FirstAdmin, ctx.request.body);
    const enterprise = await enterpriseOf(strapi, String(ctx.params.id));
    if (!enterprise) throw new Refused('notFound');
    const id = await makeFirstAdmin(strapi, enterprise.row, given);
    const entry = { actor: who.agent.id, act: 'account.created', target: id };
    const operator = `${who.agent.number} ${who.agent.name}`;
    await audit(strapi, { ...entry, tenant: enterprise.tenant.id, details: { operator } });
    const details = { enterprise: enterprise.tenant.code, number: given.number };
    await audit(strapi, { ...entry, tenant: who.tenant.id, details });
    return { id };
  }),
});
