/**
 * Codes of six digits that prove an address is one's own (LOG-16..22): five minutes, five tries, one use, one a minute, ten a day. Only their hashes are
 * kept.
 */
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import type { MessagePurpose } from '@zuoxi/contracts';
import type { Knex } from 'knex';
import { z } from 'zod';
import { Refused } from '../answering';
import { partsOf } from '../parts';
import { rowsOf } from '../tables';

export const waitSeconds = 60;
const aDay = 10;
const tries = 5;

/** What a code is for. `within`: a tenant's or an account's row; nothing where it is only about the address. */
export type About = {
  purpose: Extract<MessagePurpose, 'loginCode' | 'resetCode' | 'bindCode' | 'emailCode'>;
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
  const stored = await rowsOf(
    strapi,
    `insert into login_codes as c (key, hash, sent_at, expires_at, tries, day, sent_today)
     values (?, ?, now(), now() + interval '5 minutes', 0, current_date, 1)
     on conflict (key) do update set hash = excluded.hash, sent_at = now(), expires_at = excluded.expires_at, tries = 0, day = current_date,
       sent_today = case when c.day = current_date then c.sent_today + 1 else 1 end
     where c.sent_at <= now() - interval '${waitSeconds} seconds' and (c.day < current_date or c.sent_today < ${aDay})
     returning key`,
    [key, hashOf(strapi, key, code)],
  );
  if (stored.length) return;
  const [row] = z.array(Waiting).parse(
    await rowsOf(
      strapi,
      `select ceil(extract(epoch from sent_at + interval '${waitSeconds} seconds' - now()))::int as wait,
         ceil(extract(epoch from current_date + 1 - now()))::int as today from login_codes where key = ?`,
      [key],
    ),
  );
  throw new Refused('tooSoon', { wait: row && row.wait > 0 ? row.wait : (row?.today ?? waitSeconds) });
}

/** Of which of these is it the code? Each question is a try at all of them, and one statement. A code stays good until `useUp`. */
export async function fitting<A extends About>(strapi: Core.Strapi, abouts: readonly A[], code: string): Promise<A[]> {
  const found = await rowsOf(
    strapi,
    `update login_codes set tries = tries + 1 where key = any(?) and expires_at > now() and tries < ${tries} returning key, hash`,
    [abouts.map(keyOf)],
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
  const used = await rowsOf(
    strapi,
    'update login_codes set expires_at = now() where key = ? and hash = ? and expires_at > now() returning key',
    [key, hashOf(strapi, key, code)],
  );
  return used.length > 0;
}

/** Right and used up, or `wrongCode`. */
export async function spend(strapi: Core.Strapi, about: About, code: string): Promise<void> {
  if (!(await isRight(strapi, about, code)) || !(await useUp(strapi, about, code))) throw new Refused('wrongCode');
}

/** What was sent to these addresses opens nothing any more: the password is new. */
export const voidCodes = (strapi: Core.Strapi, abouts: readonly About[], trx?: Knex): Promise<unknown> =>
  rowsOf(strapi, 'update login_codes set expires_at = now() where key = any(?) and expires_at > now()', [abouts.map(keyOf)], trx);

export const sweepCodes = (strapi: Core.Strapi): Promise<unknown> =>
  rowsOf(strapi, 'delete from login_codes where day < current_date - 1', []);
