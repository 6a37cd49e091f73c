/** Strapi plugin `workbench`: schema in, screens out (design §5). */
import type { Core } from '@strapi/strapi';
import { provide, runAs } from '@zuoxi/record-plane';
import { changeController } from './changes/controller';
import { changesOf, hubOf } from './changes/hub';
import { listen } from './changes/listen';
import { dataController } from './data/controller';
import { rowService } from './data/row-service';
import { fieldController } from './fields/controller';
import { fieldType } from './fields/field-type';
import { patternIssues } from './fields/write';
import { fileController } from './files/controller';
import { removeUploadRoutes } from './files/close-strapi-uploads';
import { sweep } from './files/incoming';
import { receivesFiles } from './files/receives-files';
import { filesOf, mostBytes, startMoving, stopMoving } from './files/store';
import { makeIndexes } from './indexes';
import { pluginsPart } from './plugins';
import { offerModules } from './plugins/offer';
import { schemaController } from './schema/controller';
import { Settings, settingsOf } from './settings';
import { guardGrants } from './types/guard-grants';
import { injectFields } from './types/inject';
import { keepTextsPlain } from './types/plain-text';
import { sealedOf, sealWhatIsClear, sealWrites } from './types/sealed';
import { viewController } from './views/controller';
import { packageStateType, viewType } from './views/view-type';
import { workbenchOf } from './workbench';

type PluginContext = { strapi: Core.Strapi };
const own = { auth: false, middlewares: ['plugin::accounts.signed-in'] };
const takesFile = {
  ...own,
  middlewares: [...own.middlewares, { name: 'plugin::workbench.receives-files', config: { files: 1, bytes: mostBytes } }],
};

let stopListening = (): void => undefined;

export default {
  config: { default: {}, validator: (config: unknown) => void Settings.parse(config) },
  contentTypes: { ...pluginsPart.contentTypes, field: fieldType, view: viewType, 'package-state': packageStateType },
  register({ strapi }: PluginContext): void {
    provide(strapi, { rows: rowService(strapi), changes: changesOf(strapi), files: filesOf(strapi), sealed: sealedOf(strapi) });
    removeUploadRoutes(strapi);
    pluginsPart.register(strapi);
    injectFields(strapi);
    keepTextsPlain(strapi);
    guardGrants(strapi);
    sealWrites(strapi);
  },
  async bootstrap({ strapi }: PluginContext): Promise<void> {
    await sweep(settingsOf(strapi).incoming);
    startMoving(strapi);
    offerModules(strapi);
    await sealWhatIsClear(strapi);
    const { catalogue, fields } = workbenchOf(strapi);
    const own = await runAs({ as: 'system' }, () => fields.everywhere());
    await runAs({ as: 'system' }, () => makeIndexes(strapi, catalogue, own));
    for (const { tenant, field } of own)
      for (const { code, limit } of patternIssues(field))
        strapi.log.warn(`${field.type} ${field.name} of tenant ${tenant}: ${code} at ${limit}; the pattern validates nothing`);
    // the upload plugin's weekly statistics for its maker: they would count across tenants
    strapi.cron.remove('uploadWeekly');
    stopListening = listen(strapi);
    await pluginsPart.bootstrap(strapi);
  },
  async destroy({ strapi }: PluginContext): Promise<void> {
    stopListening();
    await stopMoving(strapi);
    hubOf(strapi).stop();
    await pluginsPart.destroy(strapi);
  },
  middlewares: { 'receives-files': receivesFiles },
  controllers: {
    ...pluginsPart.controllers,
    schema: schemaController,
    data: dataController,
    field: fieldController,
    view: viewController,
    change: changeController,
    file: fileController,
  },
  /** What plugins of before `kit.open` were told to use. */
  services: { sealed: ({ strapi }: PluginContext) => sealedOf(strapi) },
  routes: {
    'content-api': {
      type: 'content-api',
      routes: [
        ...pluginsPart.routes,
        { method: 'GET', path: '/schema', handler: 'schema.find', config: own },
        { method: 'GET', path: '/data/:type', handler: 'data.find', config: own },
        { method: 'GET', path: '/data/:type/count', handler: 'data.count', config: own },
        { method: 'GET', path: '/data/:type/:id', handler: 'data.findOne', config: own },
        { method: 'GET', path: '/data/:type/:id/dial/:field', handler: 'data.dial', config: own },
        { method: 'POST', path: '/data/:type', handler: 'data.create', config: own },
        { method: 'POST', path: '/data/:type/bulk', handler: 'data.bulk', config: own },
        { method: 'POST', path: '/data/:type/import', handler: 'data.import', config: own },
        { method: 'PUT', path: '/data/:type/:id', handler: 'data.update', config: own },
        { method: 'DELETE', path: '/data/:type/:id', handler: 'data.remove', config: own },
        { method: 'GET', path: '/fields', handler: 'field.find', config: own },
        { method: 'POST', path: '/fields', handler: 'field.create', config: own },
        { method: 'PUT', path: '/fields/:id', handler: 'field.update', config: own },
        { method: 'DELETE', path: '/fields/:id', handler: 'field.remove', config: own },
        { method: 'GET', path: '/views/:type/:layer', handler: 'view.findOne', config: own },
        { method: 'PUT', path: '/views/:type/:layer', handler: 'view.save', config: own },
        { method: 'DELETE', path: '/views/:type/:layer', handler: 'view.remove', config: own },
        { method: 'GET', path: '/package', handler: 'view.exportPackage', config: own },
        { method: 'PUT', path: '/package', handler: 'view.importPackage', config: own },
        { method: 'POST', path: '/package/rollback', handler: 'view.rollback', config: own },
        { method: 'GET', path: '/changes', handler: 'change.stream', config: own },
        { method: 'POST', path: '/files', handler: 'file.upload', config: takesFile },
        { method: 'GET', path: '/files/:ticket', handler: 'file.show', config: { auth: false } },
      ],
    },
  },
};
