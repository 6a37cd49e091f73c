import type { RedisConnection } from '@zuoxi/contracts/environment';
import type { Trouble } from './database';

/** Why it could not be asked, and what to do. */
export function redisTrouble({ host, port }: RedisConnection, error: unknown): Trouble {
  const why = error instanceof Error ? error.message || error.name : String(error);
  const cures: readonly (readonly [RegExp, string])[] = [
    [
      /WRONGPASS|NOAUTH|invalid password|NOPERM|without any password/,
      'User and password in ZUOXI_REDIS_URL must be those of Redis.',
    ],
    [/certificate|altname|self.signed/i, 'ZUOXI_CA_FILE names the certificate of the authority that signed the server’s.'],
    [/DB index/, 'The number at the end of ZUOXI_REDIS_URL must be a database that Redis has.'],
    [/hung up|ECONNRESET|packet length|wrong version/, 'A server that speaks TLS wants rediss://, one without redis://.'],
  ];
  const cure =
    cures.find(([words]) => words.test(why))?.[1] ?? 'Look whether it runs and lets this machine in; ZUOXI_REDIS_URL says where.';
  return { found: `cannot use Redis on ${host}:${port}: ${why}`, cure };
}
