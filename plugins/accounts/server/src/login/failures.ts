/**
 * Wrong passwords in a row, in the database (LOG-08..11). After three the picture must be solved, and only attempts with a solved picture count towards the
 * tenth, which freezes the account for a day: shutting somebody out costs a stranger seven pictures read.
 */
import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { rowsOf } from '../tables';

export const withoutCaptcha = 3;
export const untilFrozen = 10;

/** Who is guessed at: an account by its row, else what was typed instead. Both behave alike, so that counting tells nothing. */
export type Guessed = { user: number } | { name: string };
const keyOf = (who: Guessed): string =>
  'user' in who ? `user:${who.user}` : `name:${createHash('sha256').update(who.name.toLowerCase()).digest('base64url')}`;

export type Attempt = { may: 'go' } | { may: 'solveCaptcha' } | { may: 'wait'; seconds: number };

const Row = z.object({ failures: z.number(), frozen: z.number().nullable() });
const current =
  'select failures, ceil(extract(epoch from frozen_until - now()))::int as frozen from login_failures where key = ?';

async function standing(strapi: Core.Strapi, key: string): Promise<{ failures: number; frozen: number }> {
  const [row] = z.array(Row).parse(await rowsOf(strapi, current, [key]));
  const frozen = Math.max(0, row?.frozen ?? 0);
  const thawed = row?.frozen !== undefined && row.frozen !== null && frozen === 0;
  return { failures: thawed ? 0 : (row?.failures ?? 0), frozen };
}

/** What stands before a comparison of passwords. */
export async function mayTry(strapi: Core.Strapi, who: Guessed, solved: boolean): Promise<Attempt> {
  const { failures, frozen } = await standing(strapi, keyOf(who));
  if (frozen > 0) return { may: 'wait', seconds: frozen };
  return failures >= withoutCaptcha && !solved ? { may: 'solveCaptcha' } : { may: 'go' };
}

const counted = `insert into login_failures as f (key, failures, last_at) values (:key, 1, now())
  on conflict (key) do update set last_at = now(),
    failures = case when f.frozen_until <= now() then 1 else f.failures + 1 end,
    frozen_until = case when f.frozen_until <= now() then null else f.frozen_until end
  where f.frozen_until <= now() or (f.frozen_until is null and f.failures < :most)
  returning failures`;

/**
 * Counts an attempt before its outcome is known, so that parallel guesses count too. False: others were faster and used up what was left; ask `mayTry`
 * again.
 */
export async function count(strapi: Core.Strapi, who: Guessed, solved: boolean): Promise<boolean> {
  const most = solved ? untilFrozen : withoutCaptcha;
  const { rows }: { rows: unknown[] } = await strapi.db.connection.raw(counted, { key: keyOf(who), most });
  return rows.length > 0;
}

/** After a wrong password. True: that was the tenth, and the account is frozen from now on. */
export async function failed(strapi: Core.Strapi, who: Guessed): Promise<boolean> {
  const frozen = await rowsOf(
    strapi,
    `update login_failures set frozen_until = now() + interval '24 hours'
     where key = ? and failures >= ? and frozen_until is null returning frozen_until`,
    [keyOf(who), untilFrozen],
  );
  if (frozen.length && 'user' in who)
    await rowsOf(strapi, `update up_users set frozen_until = now() + interval '24 hours' where id = ?`, [who.user]);
  return frozen.length > 0;
}

/** After a right password, or a new one by an admin or by a code (LOG-12). */
export async function forgive(strapi: Core.Strapi, user: number, trx?: Knex): Promise<void> {
  await rowsOf(strapi, 'delete from login_failures where key = ?', [keyOf({ user })], trx);
  await rowsOf(strapi, 'update up_users set frozen_until = null where id = ? and frozen_until is not null', [user], trx);
}

/** The attempt was none at this account. */
export const takeBack = (strapi: Core.Strapi, user: number): Promise<unknown> =>
  rowsOf(strapi, 'update login_failures set failures = greatest(failures - 1, 0) where key = ?', [keyOf({ user })]);

/** Names and accounts that nobody guessed at for a day are forgotten. */
export const sweepFailures = (strapi: Core.Strapi): Promise<unknown> =>
  rowsOf(strapi, `delete from login_failures where last_at < now() - interval '25 hours'`, []);
