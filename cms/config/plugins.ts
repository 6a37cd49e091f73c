import { join } from 'node:path';
import { redisOf } from '@zuoxi/contracts/environment';
import { instance, loginSeconds, root, secrets } from '../src/config';
import { pluginsConfiguration } from '../src/plugin-folders';

export default {
  ...pluginsConfiguration(join(root, 'plugins'), (words) => console.error(words)),
  'users-permissions': {
    config: {
      jwtSecret: secrets.jwt,
      jwtManagement: 'refresh',
      sessions: {
        accessTokenLifespan: loginSeconds,
        maxRefreshTokenLifespan: loginSeconds,
        idleRefreshTokenLifespan: loginSeconds,
      },
      // Its own forms demand an e-mail address of every agent; the content manager's general ones hash passwords as well.
      layout: { user: { actions: { create: null, update: null } } },
    },
  },
  upload: { config: { sizeLimit: 200 * 1024 * 1024 } },
  accounts: {
    enabled: true,
    config: { liveSecret: secrets.live, encryption: secrets.encryption, privateHosts: instance.privateHosts },
  },
  workbench: {
    enabled: true,
    config: {
      redis: redisOf(instance, secrets),
      encryption: secrets.encryption,
      liveSecret: secrets.live,
      types: instance.paths.types,
      uploads: instance.paths.uploads,
      bucket: instance.external.bucket,
      incoming: instance.paths.incoming,
      privateHosts: instance.privateHosts,
    },
  },
  'call-control': {
    enabled: true,
    config: {
      feedUrl: `ws://127.0.0.1:${instance.ports.api}/feed`,
      feedSecret: secrets.feed,
      liveSecret: secrets.live,
      encryption: secrets.encryption,
      shard: instance.shard,
      recordings: instance.paths.recordings,
      bucket: instance.external.bucket,
      sounds: instance.paths.sounds,
    },
  },
};
