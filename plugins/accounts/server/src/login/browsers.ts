/**
 * Browsers in which somebody was inside before: a cookie with a random name that scripts cannot read, signed by Koa with the instance's key. It opens nothing;
 * wrong passwords are counted by it (`failures.ts`). The database keeps its hash beside each account that it was inside of: shift workers share a browser.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import type { Knex } from 'knex';
import { ask, sql, whole } from '@zuoxi/record-plane';

const cookie = 'zuoxi_browser';
const days = 180;

const given = (ctx: Context): string | undefined => ctx.cookies.get(cookie, { signed: true });
const hashOf = (name: string): string => createHash('sha256').update(name).digest('base64url');

/** The browser's hash; null where it holds no good cookie. */
export function browserOf(ctx: Context): string | null {
  const name = given(ctx);
  return name ? hashOf(name) : null;
}

/** Was somebody inside of this account by this browser? Asked alike for accounts that do not exist (row 0). */
export async function isKnown(strapi: Core.Strapi, user: number, browser: string): Promise<boolean> {
  const statement = `select 1 from known_browsers where user_id = ? and browser = ? and seen_at > now() - interval '${days} days'`;
  return (await ask(strapi, { text: statement, values: [user, browser] })).length > 0;
}

/** After a login. */
export async function remember(strapi: Core.Strapi, ctx: Context, user: number): Promise<void> {
  const name = given(ctx) ?? randomBytes(24).toString('base64url');
  ctx.cookies.set(cookie, name, {
    signed: true,
    httpOnly: true,
    sameSite: 'strict',
    secure: ctx.secure,
    path: '/api/accounts',
    maxAge: days * 86_400_000,
    overwrite: true,
  });
  await ask(
    strapi,
    sql`insert into known_browsers (user_id, browser, seen_at) values (${user}, ${hashOf(name)}, now())
     on conflict (user_id, browser) do update set seen_at = excluded.seen_at`,
  );
}

/** The password was lost or replaced by others: who was inside before may have been a thief. */
export const forgetBrowsers = (strapi: Core.Strapi, user: number, trx?: Knex): Promise<unknown> =>
  ask(trx ?? strapi, sql`delete from known_browsers where user_id = ${user}`);

export const sweepBrowsers = (strapi: Core.Strapi): Promise<unknown> =>
  ask(strapi, sql`delete from known_browsers where seen_at < now() - interval '${whole(days)} days'`);
