/** Strapi plugin `call-control`: directory out, events in, call records, recordings. */
import type { Core } from '@strapi/strapi';
import { provide } from '@zuoxi/record-plane';
import { blacklistController } from './blacklist/blacklist-controller';
import { followFacts } from './feed/follow';
import { healthController } from './health-controller';
import { guardLines } from './lines/claims';
import { serveMetrics } from './metrics';
import { startPlane, stopPlane } from './plane';
import { recordingController } from './recordings/recording-controller';
import { callRecordType } from './records/call-record-type';
import { recordController } from './records/record-controller';
import { Settings } from './settings';
import { registerTables } from './tables';

type PluginContext = { strapi: Core.Strapi };
const own = { auth: false, middlewares: ['plugin::accounts.signed-in'] };

export default {
  config: { default: {}, validator: (config: unknown) => void Settings.parse(config) },
  contentTypes: { 'call-record': callRecordType },
  register({ strapi }: PluginContext): void {
    provide(strapi, { facts: { follow: (follower) => followFacts(strapi, follower) } });
    registerTables(strapi);
    serveMetrics(strapi);
  },
  async bootstrap({ strapi }: PluginContext): Promise<void> {
    await guardLines(strapi);
    await startPlane(strapi);
  },
  destroy: ({ strapi }: PluginContext): Promise<void> => stopPlane(strapi),
  controllers: {
    record: recordController,
    blacklist: blacklistController,
    recording: recordingController,
    health: healthController,
  },
  routes: {
    'content-api': {
      type: 'content-api',
      routes: [
        { method: 'GET', path: '/records', handler: 'record.find', config: own },
        { method: 'GET', path: '/records/:id', handler: 'record.findOne', config: own },
        { method: 'POST', path: '/calls/:id/block', handler: 'blacklist.block', config: own },
        { method: 'GET', path: '/recordings/:ticket', handler: 'recording.play', config: { auth: false } },
        { method: 'GET', path: '/health', handler: 'health.show', config: { auth: false } },
      ],
    },
  },
};
