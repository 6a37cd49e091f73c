/** Services of the house are asked before anything starts: what is wrong with them is said by `npm start`, not found in a log. */
import { databaseOf, redisOf } from './connections';
import { askRedis } from '../health/ask-redis';
import type { Site } from '../services/service';
import { Trouble } from '../trouble';
import { bucketTrouble } from './bucket';
import { judge, lookAt, unreachable, type Trouble as Found } from './database';
import { redisTrouble } from './redis';

async function database(site: Site): Promise<Found | null> {
  if (!site.instance.external.database) return null;
  const to = databaseOf(site);
  return lookAt(to).then(
    (found) => judge(to, found),
    (error: unknown) => unreachable(to, error),
  );
}

async function redis(site: Site): Promise<Found | null> {
  if (!site.instance.external.redis) return null;
  const to = redisOf(site);
  return askRedis(to).then(
    () => null,
    (error: unknown) => redisTrouble(to, error),
  );
}

const bucket = async ({ instance }: Site): Promise<Found | null> =>
  instance.external.bucket && bucketTrouble(instance, instance.external.bucket);

/** Throws a Trouble of one line for each that cannot be used. */
export async function checkExternal(site: Site): Promise<void> {
  const found = await Promise.all([database(site), redis(site), bucket(site)]);
  const lines = found.flatMap((trouble) => (trouble ? [`${trouble.found}. ${trouble.cure}`] : []));
  if (lines.length) throw new Trouble(lines.join('\n'));
}
