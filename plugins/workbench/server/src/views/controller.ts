import type { Core } from '@strapi/strapi';
import { ViewLayer, ViewPackage, ViewPatch } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { answeringCaller, type Caller, needs, parsed, service } from '@zuoxi/record-plane';
import { hubOf } from '../changes/hub';
import { workbenchOf } from '../workbench';
import { exportPackage, importPackage, rollback } from './package';
import { pathsOf, removeView, saveView, subjectOf } from './write';

export const viewController = ({ strapi }: { strapi: Core.Strapi }) => {
  async function keyOf(ctx: Context, caller: Caller) {
    const layer = parsed(ViewLayer, ctx.params.layer);
    const type = workbenchOf(strapi).typeFor(caller, String(ctx.params.type));
    return { type, key: { type: type.name, layer, subject: await subjectOf(strapi, caller, layer, ctx.query.role) } };
  }
  async function changed({ tenant, who }: Caller, layer: ViewLayer, target: string): Promise<void> {
    workbenchOf(strapi).views.forget(tenant);
    if (layer !== 'user') await service(strapi, 'audit').by(who, { act: 'view.changed', target });
    await hubOf(strapi).schemaChanged(tenant, layer === 'user' ? who.agent.id : undefined);
  }
  return {
    /** The layer alone, as it was saved: what a designer edits. */
    findOne: answeringCaller(async (ctx, caller) => {
      const { key } = await keyOf(ctx, caller);
      const all = await workbenchOf(strapi).views.all(caller.tenant);
      const saved = all.find((one) => one.type === key.type && one.layer === key.layer && one.subject === key.subject);
      return { data: saved?.view ?? {} };
    }),

    save: answeringCaller(async (ctx, caller) => {
      const view = parsed(ViewPatch.strict(), ctx.request.body);
      const { type, key } = await keyOf(ctx, caller);
      await saveView(strapi, key, view, await pathsOf(workbenchOf(strapi), caller.tenant, type));
      await changed(caller, key.layer, `${key.type} ${key.layer}`);
    }),

    remove: answeringCaller(async (ctx, caller) => {
      const { key } = await keyOf(ctx, caller);
      await removeView(strapi, key);
      await changed(caller, key.layer, `${key.type} ${key.layer}`);
    }),

    exportPackage: answeringCaller(async (_ctx, caller) => {
      needs(caller, 'design');
      return exportPackage(workbenchOf(strapi), caller.tenant);
    }),

    importPackage: answeringCaller(async (ctx, caller) => {
      needs(caller, 'design');
      await importPackage(workbenchOf(strapi), caller, parsed(ViewPackage, ctx.request.body));
      await changed(caller, 'tenant', 'package');
    }),

    rollback: answeringCaller(async (_ctx, caller) => {
      needs(caller, 'design');
      await rollback(workbenchOf(strapi), caller);
      await changed(caller, 'tenant', 'package');
    }),
  };
};
