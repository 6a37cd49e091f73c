import type { Core } from '@strapi/strapi';
import { PluginName } from '@zuoxi/contracts';
import { answeringCaller, declareRights, needs, Refused } from '@zuoxi/record-plane';
import type { PluginDefinition } from './definition';
import { addPlugin, runtimeOf } from './registry';
import { misunderstood } from './misunderstood';
import type { Route } from './route';

type Given = { strapi: Core.Strapi };
/** What Strapi loads. */
export type StrapiPlugin = {
  contentTypes: Readonly<Record<string, { schema: object }>>;
  register(given: Given): void;
  routes: { 'content-api': { type: 'content-api'; routes: object[] } };
};

/** The door of a plugin's route: signed in, switched on for the tenant, allowed for the role; in this order. */
const door = (plugin: PluginDefinition, route: Route, running: () => Core.Strapi) =>
  answeringCaller((ctx, caller) => {
    if (!caller.who.modules.includes(plugin.name)) throw new Refused('moduleOff', plugin.name);
    if (route.needs) needs(caller, route.needs);
    return route.answer(runtimeOf(running()).call(plugin, ctx, caller));
  });

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
      for (const what of misunderstood(plugin)) strapi.log.warn(`plugin ${plugin.name}: ${what} (docs/plugins.md)`);
      addPlugin(strapi, plugin);
      declareRights(strapi, plugin.name, plugin.rights ?? {});
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
