/** Strapi plugin `workbench`: schema in, screens out (design §5). */
import type { Core } from '@strapi/strapi';
import { dataController } from './data/controller';
import { fieldType } from './fields/field-type';
import { pluginsPart } from './plugins';
import { schemaController } from './schema/controller';
import { Settings } from './settings';
import { injectFields } from './types/inject';
import { packageStateType, viewType } from './views/view-type';
import { workbenchOf } from './workbench';

type Given = { strapi: Core.Strapi };
const own = { auth: false, middlewares: ['plugin::accounts.signed-in'] };

export default {
  config: { default: {}, validator: (config: unknown) => void Settings.parse(config) },
  contentTypes: { ...pluginsPart.contentTypes, field: fieldType, view: viewType, 'package-state': packageStateType },
  register({ strapi }: Given): void {
    pluginsPart.register(strapi);
    injectFields(strapi);
  },
  async bootstrap({ strapi }: Given): Promise<void> {
    workbenchOf(strapi);
    await pluginsPart.bootstrap(strapi);
  },
  destroy: ({ strapi }: Given): Promise<void> => pluginsPart.destroy(strapi),
  controllers: { ...pluginsPart.controllers, schema: schemaController, data: dataController },
  routes: {
    'content-api': {
      type: 'content-api',
      routes: [
        ...pluginsPart.routes,
        { method: 'GET', path: '/schema', handler: 'schema.find', config: own },
        { method: 'GET', path: '/data/:type', handler: 'data.find', config: own },
        { method: 'GET', path: '/data/:type/count', handler: 'data.count', config: own },
        { method: 'GET', path: '/data/:type/:id', handler: 'data.findOne', config: own },
        { method: 'POST', path: '/data/:type', handler: 'data.create', config: own },
        { method: 'POST', path: '/data/:type/bulk', handler: 'data.bulk', config: own },
        { method: 'PUT', path: '/data/:type/:id', handler: 'data.update', config: own },
        { method: 'DELETE', path: '/data/:type/:id', handler: 'data.remove', config: own },
      ],
    },
  },
};
