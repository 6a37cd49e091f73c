import { redisOf } from '../external/connections';
import { redisTrouble } from '../external/redis';
import { askRedis } from '../health/ask-redis';
import { ill, logOf, skipped, well, type Check } from './check';

export const queue: Check = {
  name: 'queue',
  zh: '任务队列',
  after: ['secrets'],
  async examine(patient) {
    const { instance, secrets } = patient;
    if (!secrets) return [skipped('no secrets')];
    const to = redisOf({ instance, secrets });
    try {
      return [well(`Redis ${await askRedis(to)} answers on ${to.host}:${to.port}${to.tls ? ' over TLS' : ''}`)];
    } catch (error) {
      const { found, cure } = redisTrouble(to, error);
      const where = instance.external.redis ? cure : `See ${logOf(patient, 'redis')}.`;
      return [ill(found, `${where} Jobs wait, calls go on.`)];
    }
  },
};
