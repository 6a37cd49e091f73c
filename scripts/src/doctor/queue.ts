import { answersTcp } from '../health/probes';
import { ill, logOf, skipped, well, type Check } from './check';

export const queue: Check = {
  name: 'queue',
  zh: '任务队列',
  after: ['secrets'],
  async examine(patient) {
    const { instance, secrets } = patient;
    if (!secrets) return [skipped('no secrets')];
    const pong = await answersTcp('127.0.0.1', instance.ports.redis, `AUTH ${secrets.redis}\r\nPING\r\n`, /\+PONG/);
    return [
      pong
        ? well(`Redis answers on ${instance.ports.redis}`)
        : ill(
            `Redis does not answer PING on 127.0.0.1:${instance.ports.redis}`,
            `See ${logOf(patient, 'redis')}; jobs wait, calls go on.`,
          ),
    ];
  },
};
