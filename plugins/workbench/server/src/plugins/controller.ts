import type { Core } from '@strapi/strapi';
import {
  type JobReply,
  type JobsReply,
  PluginBody,
  PluginTrouble,
  type PluginInfo,
  type PluginReply,
  type PluginsReply,
} from '@zuoxi/contracts';
import type { PluginDefinition } from '@zuoxi/plugin';
import { pluginsOf, settingsForm } from '@zuoxi/plugin/runtime';
import type { Context } from 'koa';
import type { z } from 'zod';
import { answeringCaller, type Caller, needs, parsed, refuse, Refused, service } from '@zuoxi/record-plane';
import { hasModule, switchModule } from './modules';
import { servingOf } from './serving';
import type { Tenant } from './settings-store';
import { uiFile } from './ui-files';

/** A browser that breaks again and again fills no log. */
const quietMs = 60_000;

export const pluginController = ({ strapi }: { strapi: Core.Strapi }) => {
  const told = new Map<string, number>();
  const known = (ctx: Context): PluginDefinition | undefined => pluginsOf(strapi).find(({ name }) => name === ctx.params.name);
  const tenantOf = ({ who, tenant }: Caller): Tenant => ({ id: who.tenant.id, row: tenant });
  const show = async (plugin: PluginDefinition, tenant: Tenant): Promise<PluginInfo> => ({
    name: plugin.name,
    label: plugin.label,
    about: plugin.about,
    on: await hasModule(strapi, tenant, plugin.name),
    settings: settingsForm(plugin.settings),
    values: await servingOf(strapi).settings.show(plugin, tenant),
  });

  return {
    find: answeringCaller(async (_ctx, caller): Promise<z.infer<typeof PluginsReply>> => {
      needs(caller, 'plugins');
      return { data: await Promise.all(pluginsOf(strapi).map((plugin) => show(plugin, tenantOf(caller)))) };
    }),

    update: answeringCaller(async (ctx, caller): Promise<z.infer<typeof PluginReply>> => {
      needs(caller, 'plugins');
      const plugin = known(ctx);
      if (!plugin) throw new Refused('notFound');
      const { on, settings } = parsed(PluginBody, ctx.request.body);
      const { who } = caller;
      const tenant = tenantOf(caller);
      const issues = settings ? await servingOf(strapi).settings.write(plugin, tenant, settings) : [];
      if (issues.length) throw new Refused('invalid', { issues });
      const fields = Object.keys(settings ?? {});
      if (fields.length)
        await service(strapi, 'audit').by(who, { act: 'plugin.changed', target: plugin.name, details: { fields } });
      if (on !== undefined && (await switchModule(strapi, tenant, plugin.name, on))) {
        strapi.log.info(`plugin ${plugin.name} is ${on ? 'on' : 'off'} for tenant ${tenant.id}`);
        await service(strapi, 'audit').by(who, { act: on ? 'plugin.switchedOn' : 'plugin.switchedOff', target: plugin.name });
        await strapi.eventHub.emit('workbench.schema', { tenant: tenant.id });
      }
      return { data: await show(plugin, tenant) };
    }),

    jobs: answeringCaller(async (_ctx, caller): Promise<z.infer<typeof JobsReply>> => ({
      data: await servingOf(strapi).longJobs.list(caller),
    })),

    job: answeringCaller(async (ctx, caller): Promise<z.infer<typeof JobReply>> => ({
      data: await servingOf(strapi).longJobs.find(caller, String(ctx.params.id)),
    })),

    cancelJob: answeringCaller(async (ctx, caller): Promise<z.infer<typeof JobReply>> => ({
      data: await servingOf(strapi).longJobs.cancel(caller, String(ctx.params.id)),
    })),

    /** Without a login: a browser cannot send one with `import()`. The file holds code of the plugin's author, no data. */
    ui(ctx: Context): void {
      const { name, part } = ctx.params;
      const file = uiFile(strapi, String(name), String(part));
      if (!file) return refuse(ctx, 'notFound');
      // parts carry a hash in their name, the first file in its query
      const named = part !== 'ui.js' || ctx.querystring === file.hash;
      ctx.set('Cache-Control', named ? 'public, max-age=31536000, immutable' : 'no-cache');
      ctx.set('X-Content-Type-Options', 'nosniff');
      ctx.type = 'text/javascript; charset=utf-8';
      ctx.body = file.body;
    },

    trouble: answeringCaller((ctx, { who }) => {
      const { plugin, where, message } = parsed(PluginTrouble, ctx.request.body);
      const key = `${plugin} ${where} ${who.tenant.id}`;
      const now = Date.now();
      if ((told.get(key) ?? 0) + quietMs < now)
        strapi.log.warn(`plugin ${plugin} broke in a browser (${where}): ${JSON.stringify(message)}`);
      if (told.size > 1000) told.clear();
      told.set(key, now);
    }),
  };
};
