/** Strapi plugin `workbench`: schema in, screens out (design §5). */
import type { Core } from '@strapi/strapi';
import { pluginsPart, PluginsSettings } from './plugins';

type Given = { strapi: Core.Strapi };

export default {
  config: { default: {}, validator: (config: unknown) => void PluginsSettings.parse(config) },
  contentTypes: { ...pluginsPart.contentTypes },
  register({ strapi }: Given): void {
    pluginsPart.register(strapi);
  },
  bootstrap: ({ strapi }: Given): Promise<void> => pluginsPart.bootstrap(strapi),
  destroy: ({ strapi }: Given): Promise<void> => pluginsPart.destroy(strapi),
  controllers: { ...pluginsPart.controllers },
  routes: { 'content-api': { type: 'content-api', routes: [...pluginsPart.routes] } },
};
