import type { Core } from '@strapi/strapi';
import { whoActs } from '@zuoxi/accounts/context';
import { refuse } from '@zuoxi/accounts/refusal';
import { PluginName, SignedIn } from '@zuoxi/contracts';
import type { Context } from 'koa';
import type { PluginDefinition, Route } from './definition';
import { addPlugin, runtimeOf } from './registry';

type Given = { strapi: Core.Strapi };
/** What Strapi loads. */
export type StrapiPlugin = {
  contentTypes: Readonly<Record<string, { schema: object }>>;
  register(given: Given): void;
  routes: { 'content-api': { type: 'content-api'; routes: object[] } };
};

/** The door of a plugin's route: signed in, switched on for the tenant, allowed for the role; in this order. */
const door =
  (plugin: PluginDefinition, { needs, answer }: Route, running: () => Core.Strapi) =>
  async (ctx: Context): Promise<void> => {
    const who = SignedIn.parse(ctx.state.signedIn);
    if (!who.modules.includes(plugin.name)) return refuse(ctx, 'moduleOff', plugin.name);
    if (needs && !who.permissions.actions.includes(needs)) return refuse(ctx, 'forbidden', needs);
    const strapi = running();
    const acting = whoActs(strapi);
    if (acting?.as !== 'tenant') throw new Error(`a route of ${plugin.name} is asked by nobody's tenant`);
    await answer(ctx, who, runtimeOf(strapi).kit(plugin, { id: acting.tenant, row: acting.row }));
  };

/** Makes a plugin: what it returns is the default export of its server entry, an ordinary Strapi plugin underneath. */
export function definePlugin(plugin: PluginDefinition): StrapiPlugin {
  PluginName.parse(plugin.name);
  let own: Core.Strapi | null = null;
  const running = (): Core.Strapi => {
    if (!own) throw new Error(`${plugin.name} is asked before it was registered`);
    return own;
  };
  return {
    contentTypes: plugin.types ?? {},
    register({ strapi }: Given): void {
      own = strapi;
      addPlugin(strapi, plugin);
    },
    routes: {
      'content-api': {
        type: 'content-api',
        routes: (plugin.routes ?? []).map((route) => ({
          method: route.method,
          path: route.path,
          handler: door(plugin, route, running),
          config: { auth: false, middlewares: ['plugin::accounts.signed-in'] },
        })),
      },
    },
  };
}
