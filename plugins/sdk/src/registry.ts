/** The plugins of one running Strapi, and who serves them. */
import type { Core } from '@strapi/strapi';
import type { TenantId } from '@zuoxi/contracts';
import type { Caller } from '@zuoxi/record-plane';
import type { Context } from 'koa';
import type { PluginDefinition } from './definition';
import type { Call, Kit } from './kit';

/** Made by the workbench plugin; plugins know it only as their `Kit`. */
export type Runtime = {
  kit(plugin: PluginDefinition, tenant: { id: TenantId; row: number }): Kit;
  call(plugin: PluginDefinition, ctx: Context, caller: Caller): Omit<Call, 'query' | 'body'>;
};

type Registry = { plugins: Map<string, PluginDefinition>; runtime: Runtime | null };
const registries = new WeakMap<Core.Strapi, Registry>();

function registryOf(strapi: Core.Strapi): Registry {
  const found = registries.get(strapi) ?? { plugins: new Map(), runtime: null };
  registries.set(strapi, found);
  return found;
}

export const addPlugin = (strapi: Core.Strapi, plugin: PluginDefinition): void =>
  void registryOf(strapi).plugins.set(plugin.name, plugin);
export const pluginsOf = (strapi: Core.Strapi): readonly PluginDefinition[] => [...registryOf(strapi).plugins.values()];
export const setRuntime = (strapi: Core.Strapi, runtime: Runtime | null): void => void (registryOf(strapi).runtime = runtime);
export function runtimeOf(strapi: Core.Strapi): Runtime {
  const { runtime } = registryOf(strapi);
  if (!runtime) throw new Error('plugins are served once the record plane has started');
  return runtime;
}
