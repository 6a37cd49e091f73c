import { join } from 'node:path';
import { redisOf } from '../external/connections';
import { askRedis } from '../health/ask-redis';
import { writePrivate } from '../private-file';
import { need } from '../programs';
import { internal } from './ports';
import type { Service, Site } from './service';

/** Redis holds the job queues, never the only copy of a fact (ARCHITECTURE, invariants). */
const configuration = ({ instance, secrets }: Site): string =>
  [
    'bind 127.0.0.1',
    'protected-mode yes',
    `port ${instance.ports.redis}`,
    `requirepass ${secrets.redis}`,
    `dir "${instance.paths.redis}"`,
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction', // bull's keys must not vanish
    'daemonize no',
    '',
  ].join('\n');

const file = (site: Site): string => join(site.instance.paths.run, 'redis.conf');

export const redis: Service = {
  name: 'redis',
  ports: (i) => [internal(i, 'redis')],
  async prepare(site) {
    writePrivate(file(site), configuration(site));
  },
  command: (site) => ({ argv: [need('redis-server', 'redis-server'), file(site)] }),
  ready: ({ instance, secrets }) =>
    askRedis(redisOf({ instance, secrets })).then(
      () => true,
      () => false,
    ),
  replacedBy: 'redis',
};
