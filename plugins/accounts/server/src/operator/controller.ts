import type { Core } from '@strapi/strapi';
import { ActRequest, FirstAdmin, SignedIn } from '@zuoxi/contracts';
import { audit } from '../audit/audit';
import { answering, asked, Refused } from '../answering';
import { enter, leave } from './acts';
import { makeFirstAdmin } from './first-admin';
import { enterpriseOf, seenInside } from './inside';

export const operatorController = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Answers who the session is from now on. */
  enter: answering(async (ctx): Promise<SignedIn> => {
    const who = SignedIn.parse(ctx.state.signedIn);
    const { tenant, reason } = asked(ActRequest, ctx.request.body);
    const into = await enterpriseOf(strapi, tenant);
    if (!into) throw new Refused('notFound');
    await enter(strapi, who, into, reason);
    return seenInside(who, into);
  }),

  leave: answering(async (ctx): Promise<SignedIn> => {
    const who = SignedIn.parse(ctx.state.signedIn);
    await leave(strapi, who);
    return who;
  }),

  firstAdmin: answering(async (ctx) => {
    const who = SignedIn.parse(ctx.state.signedIn);
    const given = asked(FirstAdmin, ctx.request.body);
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
