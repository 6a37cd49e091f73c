import type { Core } from '@strapi/strapi';
import type { WorkbenchSchema } from '@zuoxi/contracts';
import { answeringCaller } from '@zuoxi/record-plane';
import { workbenchOf } from '../workbench';
import { schemaFor, schemaVersion } from './schema';

export const schemaController = ({ strapi }: { strapi: Core.Strapi }) => ({
  find: answeringCaller(async (ctx, caller): Promise<WorkbenchSchema | undefined> => {
    const workbench = workbenchOf(strapi);
    const tag = `"${await schemaVersion(workbench, caller)}"`;
    ctx.set('Cache-Control', 'private, no-cache');
    ctx.set('ETag', tag);
    if (ctx.get('if-none-match') !== tag) return schemaFor(workbench, caller);
    ctx.status = 304;
    return undefined;
  }),
});
