/**
 * `Facts` of record-plane: every fact of the switch, in the order it was stored, at least once, from the follower's first day on. A follower's place is in
 * the database, so nothing is missed while the record plane is down; one who keeps it in the transaction of its own work has each fact exactly once.
 */
import { SwitchEvent } from '@zuoxi/contracts';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { runAs, type Batch, type Follower, type Following } from '@zuoxi/record-plane';
import { Places } from './places';

/** Told on Strapi's event hub whenever facts were stored. */
export const storedSignal = 'call-control.stored';

const mostRead = 500;
const Row = z.object({
  n: z.coerce.number(),
  seq: z.coerce.number(),
  at: z.coerce.number(),
  tenant: z.string(),
  fact: z.unknown().transform((raw): unknown => (typeof raw === 'string' ? JSON.parse(raw) : raw)),
});
const Newest = z.object({ n: z.coerce.number() });
type Numbered = { n: number; event: SwitchEvent };
const says = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A fact that is no longer in the catalogue is nobody's. */
const numbered = (raw: unknown): Numbered[] => {
  const { n, ...row } = Row.parse(raw);
  const event = SwitchEvent.safeParse(row);
  return event.success ? [{ n, event: event.data }] : [];
};

type Keep = (knex: Knex, n: number) => Promise<void>;

function batchOf(facts: readonly Numbered[], keep: Keep): Batch | null {
  const [first, ...more] = facts;
  if (!first) return null;
  const { n } = more.at(-1) ?? first;
  return {
    tenant: first.event.tenant,
    events: [first.event, ...more.map(({ event }) => event)],
    keep: (knex) => keep(knex, n),
  };
}

/** Begins to follow. Facts from before the follower's first day are not told. */
export async function followFacts(strapi: Core.Strapi, follower: Follower): Promise<Following> {
  const knex = strapi.db.connection;
  const { name, types, batches, take, pauses = [1000, 5000, 20_000] } = follower;
  const places = new Places(name);
  const end = new AbortController();
  let news = true;
  let wake = (): void => undefined;
  const asSystem = <T>(work: () => Promise<T>): Promise<T> => runAs({ as: 'system' }, work);
  await asSystem(() => places.begin(knex));

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(done, ms);
      end.signal.addEventListener('abort', done, { once: true });
    });

  /** What fails as a whole is told one by one, so that only the one that never will is left behind. */
  const tell = async (facts: readonly Numbered[], keep: Keep, tries: readonly number[] = pauses): Promise<void> => {
    const batch = batchOf(facts, (trx, n) => asSystem(() => keep(trx, n)));
    if (!batch) return;
    for (const ms of [...tries, null]) {
      try {
        return await take(batch);
      } catch (error) {
        if (ms !== null) await pause(ms);
        if (end.signal.aborted) throw error;
        if (ms !== null) continue;
        if (facts.length > 1) {
          for (const fact of facts) await tell([fact], keep, []);
          return;
        }
        const [{ seq, fact }] = batch.events;
        strapi.log.error(`${name}: event ${seq} (${fact.type}) is left behind: ${says(error)}`);
        await batch.keep(knex);
      }
    }
  };

  const read = async (): Promise<{ upTo: number; rows: number; facts: Numbered[] }> => {
    const upTo = Newest.parse(await knex('switch_events').max({ n: 'n' }).first()).n;
    const rows: unknown[] = await knex('switch_events')
      .where('n', '>', places.done(knex))
      .andWhere('n', '<=', upTo)
      .whereIn('type', [...types])
      .orderBy('n')
      .limit(mostRead)
      .select('n', 'seq', 'at', 'tenant', 'fact');
    return { upTo: rows.length < mostRead ? upTo : Row.parse(rows.at(-1)).n, rows: rows.length, facts: rows.flatMap(numbered) };
  };
  const tellEach = async (facts: readonly Numbered[]): Promise<void> => {
    for (const fact of facts) {
      await tell([fact], (trx, n) => places.keep(trx, n));
      if (end.signal.aborted) return;
    }
  };
  const tellMany = async (facts: readonly Numbered[]): Promise<void> => {
    const ahead = await asSystem(() => places.ahead(knex));
    for (const tenant of new Set(facts.map(({ event }) => event.tenant))) {
      const untold = facts.filter(({ n, event }) => event.tenant === tenant && n > (ahead.get(tenant) ?? 0));
      await tell(untold, (trx, n) => places.keepAhead(trx, tenant, n));
      if (end.signal.aborted) return;
    }
  };
  const ways = { each: tellEach, many: tellMany };
  const next = async (): Promise<boolean> => {
    const { upTo, rows, facts } = await asSystem(read);
    await ways[batches](facts);
    if (end.signal.aborted) return false;
    if (upTo) await asSystem(() => places.settle(knex, upTo)); // what lies between is of no interest and is not read again
    return rows === mostRead;
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
