import type { Core } from '@strapi/strapi';
import { auditBy } from '@zuoxi/accounts/audit';
import { whoActs } from '@zuoxi/accounts/context';
import { refuse } from '@zuoxi/accounts/refusal';
import { PluginBody, PluginTrouble, SignedIn, type PluginInfo } from '@zuoxi/contracts';
import type { PluginDefinition } from '@zuoxi/plugin';
import { pluginsOf, settingsForm } from '@zuoxi/plugin/runtime';
import type { Context } from 'koa';
import { hasModule, switchModule } from './modules';
import { servingOf } from './serving';
import type { Tenant } from './settings-store';
import { uiFile } from './ui-files';

/** A browser that breaks again and again fills no log. */
const quietMs = 60_000;

export const pluginController = ({ strapi }: { strapi: Core.Strapi }) => {
  const told = new Map<string, number>();
  const known = (ctx: Context): PluginDefinition | undefined => pluginsOf(strapi).find(({ name }) => name === ctx.params.name);
  const may = (ctx: Context): boolean => SignedIn.parse(ctx.state.signedIn).permissions.actions.includes('plugins');
  const mine = (): Tenant => {
    const who = whoActs(strapi);
    if (who?.as !== 'tenant') throw new Error('a page of plugins is asked by nobody');
    return { id: who.tenant, row: who.row };
  };
  const show = async (plugin: PluginDefinition, tenant: Tenant): Promise<PluginInfo> => ({
    name: plugin.name,
    label: plugin.label,
    about: plugin.about,
    on: await hasModule(strapi, tenant, plugin.name),
    settings: settingsForm(plugin.settings),
    values: await servingOf(strapi).settings.show(plugin, tenant),
  });

  return {
    async find(ctx: Context): Promise<void> {
      if (!may(ctx)) return refuse(ctx, 'forbidden', 'plugins');
      ctx.body = { data: await Promise.all(pluginsOf(strapi).map((plugin) => show(plugin, mine()))) };
    },

    async update(ctx: Context): Promise<void> {
      if (!may(ctx)) return refuse(ctx, 'forbidden', 'plugins');
      const plugin = known(ctx);
      if (!plugin) return refuse(ctx, 'notFound');
      const asked = PluginBody.safeParse(ctx.request.body);
      if (!asked.success)
        return refuse(ctx, 'badRequest', asked.error.issues.map((i) => i.path.join('.') || i.message).join(', '));
      const { on, settings } = asked.data;
      const tenant = mine();
      const issues = settings ? await servingOf(strapi).settings.write(plugin, tenant, settings) : [];
      if (issues.length) return refuse(ctx, 'invalid', { issues });
      const fields = Object.keys(settings ?? {});
      if (fields.length)
        await auditBy(strapi, SignedIn.parse(ctx.state.signedIn), {
          act: 'plugin.changed',
          target: plugin.name,
          details: { fields },
        });
      if (on !== undefined && (await switchModule(strapi, tenant, plugin.name, on))) {
        strapi.log.info(`plugin ${plugin.name} is ${on ? 'on' : 'off'} for tenant ${tenant.id}`);
        const act = on ? 'plugin.switchedOn' : 'plugin.switchedOff';
        await auditBy(strapi, SignedIn.parse(ctx.state.signedIn), { act, target: plugin.name });
        await strapi.eventHub.emit('workbench.schema', { tenant: tenant.id });
      }
      ctx.body = { data: await show(plugin, tenant) };
    },

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

    trouble(ctx: Context): void {
      const asked = PluginTrouble.safeParse(ctx.request.body);
      if (!asked.success) return refuse(ctx, 'badRequest');
      const { plugin, where, message } = asked.data;
      const key = `${plugin} ${where} ${SignedIn.parse(ctx.state.signedIn).tenant.id}`;
      const now = Date.now();
      if ((told.get(key) ?? 0) + quietMs < now)
        strapi.log.warn(`plugin ${plugin} broke in a browser (${where}): ${JSON.stringify(message)}`);
      if (told.size > 1000) told.clear();
      told.set(key, now);
      ctx.status = 204;
    },
  };
};
