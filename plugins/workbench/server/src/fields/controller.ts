import type { Core } from '@strapi/strapi';
import { CustomField } from '@zuoxi/contracts';
import { answering, parsed } from '../answering';
import { needs, type Caller } from '../caller';
import { hubOf } from '../changes/hub';
import { workbenchOf } from '../workbench';
import { createField, removeField, updateField } from './write';

export const fieldController = ({ strapi }: { strapi: Core.Strapi }) => {
  const changed = ({ tenant }: Caller): Promise<void> => hubOf(strapi).schemaChanged(tenant);
  return {
    /** Removed ones too: they can be brought back. */
    find: answering(strapi, async (ctx, caller) => {
      needs(caller, 'design');
      const { type } = ctx.query;
      const all = await workbenchOf(strapi).fields.all(caller.tenant);
      return { data: all.filter((one) => type === undefined || one.type === type) };
    }),

    create: answering(strapi, async (ctx, caller) => {
      needs(caller, 'design');
      const data = await createField(workbenchOf(strapi), caller, parsed(CustomField, ctx.request.body));
      await changed(caller);
      ctx.status = 201;
      return { data };
    }),

    update: answering(strapi, async (ctx, caller) => {
      needs(caller, 'design');
      const field = parsed(CustomField, ctx.request.body);
      const data = await updateField(workbenchOf(strapi), caller, String(ctx.params.id), field);
      await changed(caller);
      return { data };
    }),

    remove: answering(strapi, async (ctx, caller) => {
      needs(caller, 'design');
      await removeField(workbenchOf(strapi), caller, String(ctx.params.id));
      await changed(caller);
    }),
  };
};
