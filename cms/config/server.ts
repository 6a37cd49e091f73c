import { instance, secrets } from '../src/config';

export default {
  host: '127.0.0.1',
  port: instance.ports.cms,
  url: '', // nginx serves /api and /admin on its own origin
  proxy: { koa: true },
  app: { keys: [secrets.appKeys] },
  dirs: { public: instance.paths.uploads },
  // an upload of 100 MB over a slow line; nginx ends what stands still. Node's own limit is five minutes
  http: { serverOptions: { requestTimeout: 30 * 60_000 } },
  logger: { updates: { enabled: false }, startup: { enabled: false } },
  transfer: { remote: { enabled: false } },
  cron: { enabled: false },
};
