/**
 * How many whole values behind stars one account may guess at and miss (D25), in the database, so that a restart forgives nobody. The mask of a number
 * leaves 10^4 candidates: at 20 an hour and 60 a day half of them take three months, and an admin hears of it on the first day. Whoever types what a caller
 * says misses a number that looks the same only by a slip of the tongue.
 */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { ask, sql } from '@zuoxi/record-plane';

export const mostInHour = 20;
export const mostInDay = 60;

export type Asker = { tenant: string; account: string };

/** In `register()`. The tenant stands first in the key, as in every table of a tenant's. */
export function registerHiddenTable(strapi: Core.Strapi): void {
  strapi.db.migrations.providers.internal.register({
    name: 'accounts::0004-hidden-values',
    up: async (knex) => {
      await knex.raw(`create table hidden_misses (
        tenant text not null, account text not null,
        in_hour int not null, hour_ends timestamptz not null, in_day int not null, day_ends timestamptz not null,
        -- what was told of this hour: 1 half is gone, 2 it is used up
        told int not null default 0,
        primary key (tenant, account)
      )`);
    },
    down: async (knex) => {
      await knex.raw('drop table hidden_misses');
    },
  });
}

const counted = `insert into hidden_misses as m (tenant, account, in_hour, hour_ends, in_day, day_ends)
  values (:tenant, :account, 1, now() + interval '1 hour', 1, now() + interval '1 day')
  on conflict (tenant, account) do update set
    in_hour = case when m.hour_ends <= now() then 1 else m.in_hour + 1 end,
    hour_ends = case when m.hour_ends <= now() then now() + interval '1 hour' else m.hour_ends end,
    told = case when m.hour_ends <= now() then 0 else m.told end,
    in_day = case when m.day_ends <= now() then 1 else m.in_day + 1 end,
    day_ends = case when m.day_ends <= now() then now() + interval '1 day' else m.day_ends end
  where (m.hour_ends <= now() or m.in_hour < :mostInHour) and (m.day_ends <= now() or m.in_day < :mostInDay)
  returning in_hour`;

/** Counts a question before its answer is known, so that those asked at once count too. False: there are none left. */
export async function count(strapi: Core.Strapi, asker: Asker): Promise<boolean> {
  const { rows }: { rows: unknown[] } = await strapi.db.connection.raw(counted, { ...asker, mostInHour, mostInDay });
  return rows.length > 0;
}

/** It was no miss. */
export const takeBack = (strapi: Core.Strapi, { tenant, account }: Asker): Promise<unknown> =>
  ask(
    strapi,
    sql`update hidden_misses set in_hour = greatest(in_hour - 1, 0), in_day = greatest(in_day - 1, 0) where tenant = ${tenant} and account = ${account}`,
  );

const Wait = z.object({ seconds: z.number().nullable() });
/** Until the next question, at least a second. */
export async function secondsToWait(strapi: Core.Strapi, { tenant, account }: Asker): Promise<number> {
  const found = await ask(
    strapi,
    sql`select ceil(extract(epoch from greatest(case when in_hour >= ${mostInHour} then hour_ends end, case when in_day >= ${mostInDay} then day_ends end) - now()))::int
       as seconds from hidden_misses where tenant = ${tenant} and account = ${account}`,
  );
  return Math.max(1, Wait.safeParse(found[0]).data?.seconds ?? 1);
}

const Told = z.object({ told: z.union([z.literal(1), z.literal(2)]), misses: z.number() });
export type Standing = { is: 'halfGone' | 'usedUp'; misses: number };

const stage = `case when in_hour >= :mostInHour or in_day >= :mostInDay then 2
  when in_hour * 2 >= :mostInHour or in_day * 2 >= :mostInDay then 1 else 0 end`;

/** What is to be told now and was not in this hour; null: nothing. Of several who ask at once one is answered. */
export async function toTell(strapi: Core.Strapi, asker: Asker): Promise<Standing | null> {
  const { rows }: { rows: unknown[] } = await strapi.db.connection.raw(
    `update hidden_misses set told = ${stage} where tenant = :tenant and account = :account and told < ${stage}
     returning told, greatest(in_hour, in_day) as misses`,
    { ...asker, mostInHour, mostInDay },
  );
  const read = Told.safeParse(rows[0]);
  return read.success ? { is: read.data.told === 2 ? 'usedUp' : 'halfGone', misses: read.data.misses } : null;
}

/** Accounts that missed nothing for a day are forgotten. */
export const sweepMisses = (strapi: Core.Strapi): Promise<unknown> =>
  ask(strapi, sql`delete from hidden_misses where day_ends < now()`);
