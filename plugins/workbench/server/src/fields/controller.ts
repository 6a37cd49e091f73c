import type { Core } from '@strapi/strapi';
import { CustomField } from '@zuoxi/contracts';
import { answeringCaller, type Caller, needs, parsed, service } from '@zuoxi/record-plane';
import { hubOf } from '../changes/hub';
import { workbenchOf } from '../workbench';
import { createField, patternIssues, removeField, updateField } from './write';

export const fieldController = ({ strapi }: { strapi: Core.Strapi }) => {
  async function changed({ tenant, who }: Caller, what: string, target: string): Promise<void> {
    await service(strapi, 'audit').by(who, { act: `field.${what}`, target });
    await hubOf(strapi).schemaChanged(tenant);
  }
  return {
    /** Removed ones too: they can be brought back. `issues`: what was saved once and is not taken any more. */
    find: answeringCaller(async (ctx, caller) => {
      needs(caller, 'design');
      const { type } = ctx.query;
      const all = await workbenchOf(strapi).fields.all(caller.tenant);
      const asked = all.filter((one) => type === undefined || one.type === type);
      return { data: asked.map((one) => ({ ...one, issues: patternIssues(one) })) };
    }),

    create: answeringCaller(async (ctx, caller) => {
      needs(caller, 'design');
      const data = await createField(workbenchOf(strapi), caller, parsed(CustomField, ctx.request.body));
      await changed(caller, 'created', `${data.type}.${data.name}`);
      ctx.status = 201;
      return { data };
    }),

    update: answeringCaller(async (ctx, caller) => {
      needs(caller, 'design');
      const field = parsed(CustomField, ctx.request.body);
      const data = await updateField(workbenchOf(strapi), caller, String(ctx.params.id), field);
      await changed(caller, 'changed', `${data.type}.${data.name}`);
      return { data };
    }),

    remove: answeringCaller(async (ctx, caller) => {
      needs(caller, 'design');
      const { type, name } = await removeField(workbenchOf(strapi), caller, String(ctx.params.id));
      await changed(caller, 'removed', `${type}.${name}`);
    }),
  };
};
