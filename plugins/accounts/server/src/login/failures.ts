/**
 * Wrong passwords in a row, in the database (LOG-08..11): after three a picture, after ten frozen for a day. Three things are counted beside one another, for
 * one counter serves whoever wants to shut somebody out:
 * - strangers at an account, whatever their address: this is LOG-10, and it bounds guesses that come from many addresses to ten;
 * - one address at one account: it stays shut out when the owner's login in between began the account's own count anew, which else gave it ten more each time;
 * - a browser that was inside before (`browsers.ts`), or a session that is open: nobody else's wrong passwords count here, so the owner with the right one gets in
 *   while the account is frozen for strangers. Ten wrong ones here freeze the account for everybody else as well: LOG-10 has no way round it.
 * From the fourth failure on each makes the next attempt wait, twice as long each time: about five minutes from the first guess to the freeze where it was
 * eight seconds. An attempt that came too soon is refused unread and not counted, and no request sleeps. A code to the bound mobile (LOG-19), a new password
 * by a code (LOG-22) or by an admin (LOG-12) are the ways back in.
 */
import { createHash } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { ask, sql } from '@zuoxi/record-plane';
import { networkOf } from './network';

export const withoutCaptcha = 3;
export const untilFrozen = 10;

/** Who is guessed at: an account by its row, else what was typed instead. All behave alike, so that counting tells nothing. */
export type Guessed = { user: number } | { name: string };
/** Who guesses. `known`: a browser or a session that had this account's password before. */
export type Guesser = { known: string } | { address: string };
export type Guess = { at: Guessed; by: Guesser };

const accountKey = (at: Guessed): string =>
  'user' in at ? `user:${at.user}` : `name:${createHash('sha256').update(at.name.toLowerCase()).digest('base64url')}`;
/** What counts the guess; the order is that of locking. */
const keysOf = ({ at, by }: Guess): string[] =>
  'known' in by ? [`${accountKey(at)}#${by.known}`] : [`${accountKey(at)}@${networkOf(by.address)}`, accountKey(at)];

/** `pause`: the last one was a moment ago. `wait`: frozen. */
export type Attempt = { may: 'go' } | { may: 'solveCaptcha' } | { may: 'pause' | 'wait'; seconds: number };

/** Seconds after so many failures: 5, 10, 20, … 160. */
const pause = (failures: string): string =>
  `case when ${failures} > ${withoutCaptcha} then 5 * (1 << (${failures} - 4)) else 0 end`;
/** Nobody guessed for a day, or the freeze is over: counting begins anew. */
const over = (f: string): string => `coalesce(${f}.frozen_until <= now(), ${f}.last_at <= now() - interval '24 hours')`;

const Standing = z.object({ failures: z.number(), frozen: z.number(), wait: z.number() });
const standings = `select coalesce(max(failures), 0) as failures,
    coalesce(max(ceil(extract(epoch from frozen_until - now()))), 0)::int as frozen,
    coalesce(max(ceil(extract(epoch from last_at - now()) + ${pause('failures')})), 0)::int as wait
  from login_failures f where key = any(?) and not ${over('f')}`;

/** What stands before a comparison of passwords. */
export async function mayTry(strapi: Core.Strapi, guess: Guess, solved: boolean): Promise<Attempt> {
  const [row] = await ask(strapi, { text: standings, values: [keysOf(guess)] });
  const { failures, frozen, wait } = Standing.parse(row);
  if (frozen > 0) return { may: 'wait', seconds: frozen };
  if (wait > 0) return { may: 'pause', seconds: wait };
  return failures >= withoutCaptcha && !solved ? { may: 'solveCaptcha' } : { may: 'go' };
}

const counted = `insert into login_failures as f (key, failures, last_at) values (?, 1, now())
  on conflict (key) do update set last_at = now(), frozen_until = null, failures = case when ${over('f')} then 1 else f.failures + 1 end
  where ${over('f')} or (f.frozen_until is null and f.failures < ? and f.last_at + ${pause('f.failures')} * interval '1 second' <= now())
  returning failures`;

class TakenUp extends Error {}

/**
 * Counts an attempt before its outcome is known, so that parallel guesses count too. False: others were faster and used up what was left; ask `mayTry`
 * again.
 */
export async function count(strapi: Core.Strapi, guess: Guess, solved: boolean): Promise<boolean> {
  const most = solved ? untilFrozen : withoutCaptcha;
  const all = strapi.db.connection.transaction(async (trx) => {
    for (const key of keysOf(guess)) if (!(await ask(trx, { text: counted, values: [key, most] })).length) throw new TakenUp();
  });
  return all.then(
    () => true,
    (error: unknown) => {
      if (error instanceof TakenUp) return false;
      throw error;
    },
  );
}

const frozenNow = `update login_failures set frozen_until = now() + interval '24 hours'
  where key = any(?) and failures >= ${untilFrozen} and frozen_until is null returning key`;
const frozenToo = `insert into login_failures as f (key, failures, last_at, frozen_until)
  values (?, ${untilFrozen}, now(), now() + interval '24 hours')
  on conflict (key) do update set failures = excluded.failures, frozen_until = excluded.frozen_until
  where f.frozen_until is null or f.frozen_until <= now() returning key`;

/** After a wrong password. True: that was the tenth, and the account is frozen from now on. */
export async function failed(strapi: Core.Strapi, guess: Guess): Promise<boolean> {
  const account = accountKey(guess.at);
  const keys = z.array(z.object({ key: z.string() })).parse(await ask(strapi, { text: frozenNow, values: [keysOf(guess)] }));
  const more = keys.length && 'known' in guess.by ? await ask(strapi, { text: frozenToo, values: [account] }) : [];
  const frozen = more.length > 0 || keys.some(({ key }) => key === account);
  const user = 'user' in guess.at ? guess.at.user : 0; // asked alike where there is none
  if (frozen) await ask(strapi, sql`update up_users set frozen_until = now() + interval '24 hours' where id = ${user}`);
  return frozen;
}

/** After a right password: whoever gave it begins anew, others do not. */
export async function succeeded(strapi: Core.Strapi, guess: Guess): Promise<void> {
  await ask(strapi, sql`delete from login_failures where key = any(${keysOf(guess)})`);
  const user = 'user' in guess.at ? guess.at.user : 0;
  await ask(strapi, sql`update up_users set frozen_until = null where id = ${user} and frozen_until <= now()`); // it is over
}

/** After a new password by an admin or by a code (LOG-12): nothing that was counted holds. */
export async function forgive(strapi: Core.Strapi, user: number, trx?: Knex): Promise<void> {
  const account = accountKey({ user });
  await ask(
    trx ?? strapi,
    sql`delete from login_failures where key = ${account} or key like ${`${account}@%`} or key like ${`${account}#%`}`,
  );
  await ask(trx ?? strapi, sql`update up_users set frozen_until = null where id = ${user} and frozen_until is not null`);
}

/** The attempt was none at this account. */
export const takeBack = (strapi: Core.Strapi, guess: Guess): Promise<unknown> =>
  ask(strapi, sql`update login_failures set failures = greatest(failures - 1, 0) where key = any(${keysOf(guess)})`);

/** Names and accounts that nobody guessed at for a day are forgotten. */
export const sweepFailures = (strapi: Core.Strapi): Promise<unknown> =>
  ask(strapi, sql`delete from login_failures where last_at < now() - interval '25 hours'`);
