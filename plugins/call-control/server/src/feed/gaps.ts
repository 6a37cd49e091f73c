/** Events that the switch lost before they were stored: kept, so that the doctor says how many and since when. */
import type { RecordPlaneHealth } from '@zuoxi/contracts';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Lost } from './feed';

/** So long a loss is told; a report about an older time was made long ago. */
const toldMs = 30 * 24 * 3_600_000;
const Sum = z.object({ events: z.coerce.number(), since: z.coerce.number().nullable() });

export async function keepGap(knex: Knex, shard: string, gap: Lost, now: number): Promise<void> {
  await knex('switch_gaps')
    .insert({ shard, ...gap, found: now })
    .onConflict(['shard', 'first', 'last'])
    .merge();
}

/** null: nothing is missing. */
export async function missingEvents(knex: Knex, shard: string, now: number): Promise<RecordPlaneHealth['missing']> {
  const row: unknown = await knex('switch_gaps')
    .where({ shard })
    .andWhere('found', '>', now - toldMs)
    .first(knex.raw('coalesce(sum(last - first + 1), 0) as events, min(since) as since'));
  const sum = Sum.parse(row);
  return sum.events > 0 ? sum : null;
}
