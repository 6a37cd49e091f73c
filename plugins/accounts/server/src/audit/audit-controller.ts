import type { Core } from '@strapi/strapi';
import { AuditQuery } from '@zuoxi/contracts';
import { answeringCaller, parsed } from '@zuoxi/record-plane';
import { readAudit, verifyAudit } from './read';

export const auditController = ({ strapi }: { strapi: Core.Strapi }) => ({
  find: answeringCaller((ctx, { who }) => readAudit(strapi, who.tenant.id, parsed(AuditQuery, ctx.query))),
  verify: answeringCaller((_ctx, { who }) => verifyAudit(strapi, who.tenant.id)),
});
