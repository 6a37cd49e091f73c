/** Plugins of integrators (docs/plugins.md): this part of the workbench serves them. `../index.ts` spreads it into the Strapi plugin. */
import type { Core } from '@strapi/strapi';
import { pluginsOf, setRuntime } from '@zuoxi/plugin/runtime';
import { runAs } from '@zuoxi/record-plane';
import { z } from 'zod';
import { loadStoredTypes } from '../stored-types/load';
import { pluginController } from './controller';
import { serveEvents, serveProjections } from './events';
import { enqueueIn, serveJobs } from './jobs';
import { callFor, kitFor } from './kit';
import { LongJobs } from './long-jobs/runner';
import { registerLongJobs } from './long-jobs/store';
import { serveRows } from './rows';
import { serve, servingOf, type Serving } from './serving';
import { SettingsStore } from './settings-store';
import { settingType } from './setting-type';

export { typeIsOn, uiModules } from './ui-files';

/** What `cms/config/plugins.ts` gives the workbench plugin for them. */
export const PluginsSettings = z.object({
  redis: z.object({
    host: z.string(),
    port: z.number(),
    username: z.string().optional(),
    password: z.string().optional(),
    db: z.number().default(0),
    tls: z.object({ ca: z.array(z.string()).optional(), servername: z.string().optional() }).optional(),
  }),
  /** seals the plugins' secrets */
  encryption: z.string().min(32),
  /** the folder of content types that are data */
  types: z.string(),
  /** plugins may ask hosts of the inner network */
  privateHosts: z.boolean().default(false),
});

const settingsOf = (strapi: Core.Strapi) => PluginsSettings.parse(strapi.config.get('plugin::workbench'));
const own = { auth: false, middlewares: ['plugin::accounts.signed-in'] };

export const pluginsPart = {
  contentTypes: { 'plugin-setting': settingType },
  controllers: { plugin: pluginController },
  routes: [
    { method: 'GET', path: '/plugins', handler: 'plugin.find', config: own },
    { method: 'PUT', path: '/plugins/:name', handler: 'plugin.update', config: own },
    { method: 'GET', path: '/jobs', handler: 'plugin.jobs', config: own },
    { method: 'GET', path: '/jobs/:id', handler: 'plugin.job', config: own },
    { method: 'DELETE', path: '/jobs/:id', handler: 'plugin.cancelJob', config: own },
    { method: 'POST', path: '/plugins/trouble', handler: 'plugin.trouble', config: own },
    { method: 'GET', path: '/plugins/:name/:part', handler: 'plugin.ui', config: { auth: false } },
  ],

  /** Before the types of the workbench get what each of them has. */
  register(strapi: Core.Strapi): void {
    loadStoredTypes(strapi, settingsOf(strapi).types);
    registerLongJobs(strapi);
  },

  async bootstrap(strapi: Core.Strapi): Promise<void> {
    const { redis, encryption, privateHosts } = settingsOf(strapi);
    const longJobs = new LongJobs(
      strapi,
      enqueueIn(() => serving.jobs),
    );
    const settings = new SettingsStore(strapi, encryption);
    const serving: Serving = { settings, jobs: null, longJobs, privateHosts, stops: [] };
    serve(strapi, serving);
    setRuntime(strapi, { kit: kitFor(strapi, serving), call: callFor(strapi) });
    const plugins = pluginsOf(strapi);
    serving.jobs = serveJobs(strapi, plugins, redis, longJobs);
    if (serving.jobs) void runAs({ as: 'system' }, () => longJobs.resume()).catch((error: unknown) => strapi.log.error(error));
    for (const plugin of plugins)
      for (const stop of [await serveEvents(strapi, plugin), await serveProjections(strapi, plugin), serveRows(strapi, plugin)])
        if (stop) serving.stops.push(stop);
  },

  async destroy(strapi: Core.Strapi): Promise<void> {
    const { stops, jobs, longJobs } = servingOf(strapi);
    longJobs.stop();
    await Promise.all(stops.map((stop) => stop()));
    await jobs?.stop();
    setRuntime(strapi, null);
  },
};
