/**
 * Codes of six digits that prove an address is one's own (LOG-16..22): five minutes, five tries, one use, one a minute, ten a day. Only their hashes are
 * kept.
 */
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { OutboxPurpose } from '@zuoxi/contracts';
import type { Knex } from 'knex';
import { z } from 'zod';
import { ask, Refused, sql, whole } from '@zuoxi/record-plane';
import { partsOf } from '../parts';

export const waitSeconds = 60;
const aDay = 10;
const tries = 5;

/** What a code is for. `within`: a tenant's or an account's row; nothing where it is only about the address. */
export type About = {
  purpose: Extract<OutboxPurpose, 'loginCode' | 'resetCode' | 'bindCode' | 'emailCode'>;
  address: string;
  within?: string;
};
const keyOf = ({ purpose, address, within = '' }: About): string => `${purpose} ${within} ${address}`;

const hashOf = (strapi: Core.Strapi, key: string, code: string): string =>
  createHmac('sha256', partsOf(strapi).key('codes')).update(`${key} ${code}`).digest('base64url');

export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

const Waiting = z.object({ wait: z.number(), today: z.number() });

/** Stores the code unless the last one is younger than a minute or today's are used up: then `tooSoon` with the seconds to wait. */
export async function store(strapi: Core.Strapi, about: About, code: string): Promise<void> {
  const key = keyOf(about);
  const stored = await ask(
    strapi,
    sql`insert into login_codes as c (key, hash, sent_at, expires_at, tries, day, sent_today)
     values (${key}, ${hashOf(strapi, key, code)}, now(), now() + interval '5 minutes', 0, current_date, 1)
     on conflict (key) do update set hash = excluded.hash, sent_at = now(), expires_at = excluded.expires_at, tries = 0, day = current_date,
       sent_today = case when c.day = current_date then c.sent_today + 1 else 1 end
     where c.sent_at <= now() - interval '${whole(waitSeconds)} seconds' and (c.day < current_date or c.sent_today < ${whole(aDay)})
     returning key`,
  );
  if (stored.length) return;
  const [row] = z.array(Waiting).parse(
    await ask(
      strapi,
      sql`select ceil(extract(epoch from sent_at + interval '${whole(waitSeconds)} seconds' - now()))::int as wait,
         ceil(extract(epoch from current_date + 1 - now()))::int as today from login_codes where key = ${key}`,
    ),
  );
  throw new Refused('tooSoon', { wait: row && row.wait > 0 ? row.wait : (row?.today ?? waitSeconds) });
}

/** Of which of these is it the code? Each question is a try at all of them, and one statement. A code stays good until `useUp`. */
export async function fitting<A extends About>(strapi: Core.Strapi, abouts: readonly A[], code: string): Promise<A[]> {
  const found = await ask(
    strapi,
    sql`update login_codes set tries = tries + 1 where key = any(${abouts.map(keyOf)}) and expires_at > now() and tries < ${whole(tries)} returning key, hash`,
  );
  const hashes = new Map(
    z
      .array(z.object({ key: z.string(), hash: z.string() }))
      .parse(found)
      .map(({ key, hash }) => [key, hash]),
  );
  return abouts.filter((about) => {
    const key = keyOf(about);
    const stored = hashes.get(key);
    return stored !== undefined && timingSafeEqual(Buffer.from(stored), Buffer.from(hashOf(strapi, key, code)));
  });
}

export const isRight = async (strapi: Core.Strapi, about: About, code: string): Promise<boolean> =>
  (await fitting(strapi, [about], code)).length > 0;

/** False when somebody else was faster. */
export async function useUp(strapi: Core.Strapi, about: About, code: string): Promise<boolean> {
  const key = keyOf(about);
  const used = await ask(
    strapi,
    sql`update login_codes set expires_at = now() where key = ${key} and hash = ${hashOf(strapi, key, code)} and expires_at > now() returning key`,
  );
  return used.length > 0;
}

/** Right and used up, or `wrongCode`. */
export async function spend(strapi: Core.Strapi, about: About, code: string): Promise<void> {
  if (!(await isRight(strapi, about, code)) || !(await useUp(strapi, about, code))) throw new Refused('wrongCode');
}

/** What was sent to these addresses opens nothing any more: the password is new. */
export const voidCodes = (strapi: Core.Strapi, abouts: readonly About[], trx?: Knex): Promise<unknown> =>
  ask(trx ?? strapi, sql`update login_codes set expires_at = now() where key = any(${abouts.map(keyOf)}) and expires_at > now()`);

export const sweepCodes = (strapi: Core.Strapi): Promise<unknown> =>
  ask(strapi, sql`delete from login_codes where day < current_date - 1`);
