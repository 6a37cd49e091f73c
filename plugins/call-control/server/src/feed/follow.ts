/**
 * `Facts` of record-plane: every fact of the switch, in the order it was stored, at least once, from the follower's first day on.
 * A follower's place is in the database, so nothing is missed while the record plane is down.
 */
import { SwitchEvent } from '@zuoxi/contracts';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { type Following, type FollowNeeds, runAs } from '@zuoxi/record-plane';

/** Told on Strapi's event hub whenever facts were stored. */
export const storedSignal = 'call-control.stored';

const batch = 200;
const Row = z.object({
  n: z.coerce.number(),
  seq: z.coerce.number(),
  at: z.coerce.number(),
  tenant: z.string(),
  fact: z.unknown(),
});
const Newest = z.object({ n: z.coerce.number() });
const says = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Begins to follow. Facts from before the follower's first day are not told. */
export async function followEvents(strapi: Core.Strapi, needs: FollowNeeds): Promise<Following> {
  const knex = strapi.db.connection;
  const { name, types, handle, pauses = [1000, 5000, 20_000] } = needs;
  const end = new AbortController();
  let news = true;
  let wake = (): void => undefined;
  const asSystem = <T>(work: () => Promise<T>): Promise<T> => runAs({ as: 'system' }, work);
  await asSystem(async () => {
    await knex.raw(
      'insert into switch_followers (name, n) select ?, coalesce(max(n), 0) from switch_events on conflict (name) do nothing',
      [name],
    );
  });

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(done, ms);
      end.signal.addEventListener('abort', done, { once: true });
    });
  const place = async (n: number): Promise<void> => {
    await asSystem(async () => knex('switch_followers').where({ name }).update({ n }));
  };
  const tell = async (event: SwitchEvent): Promise<void> => {
    for (const ms of [...pauses, null]) {
      try {
        return await handle(event);
      } catch (error) {
        if (ms === null) strapi.log.error(`${name}: event ${event.seq} (${event.fact.type}) is left behind: ${says(error)}`);
        else await pause(ms);
        if (end.signal.aborted) throw error;
      }
    }
  };
  const next = async (): Promise<boolean> => {
    const { upTo, rows } = await asSystem(async () => {
      const newest = Newest.parse(await knex('switch_events').max({ n: 'n' }).first());
      const from = knex('switch_followers').where({ name }).select('n');
      const upTo = newest.n;
      const found = knex('switch_events')
        .where('n', '>', from)
        .andWhere('n', '<=', upTo)
        .whereIn('type', [...types]);
      return { upTo, rows: z.array(Row).parse(await found.orderBy('n').limit(batch)) };
    });
    for (const { n, fact, ...row } of rows) {
      const event = SwitchEvent.safeParse({ ...row, fact: typeof fact === 'string' ? JSON.parse(fact) : fact });
      if (event.success) await tell(event.data);
      await place(n);
      if (end.signal.aborted) return false;
    }
    if (rows.length === batch) return true;
    if (upTo) await place(upTo); // what lies between is of no interest and is not read again
    return false;
  };
  const follow = async (): Promise<void> => {
    while (!end.signal.aborted) {
      news = false;
      const more = await next().catch(async (error: unknown) => {
        if (end.signal.aborted) return false;
        strapi.log.warn(`${name}: ${says(error)}`);
        await pause(2000);
        return true;
      });
      if (!more && !news && !end.signal.aborted) await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const signalled = async (): Promise<void> => {
    news = true;
    wake();
  };
  strapi.eventHub.on(storedSignal, signalled);
  const running = follow();
  return {
    async stop() {
      strapi.eventHub.off(storedSignal, signalled);
      end.abort();
      wake();
      await running;
    },
  };
}
