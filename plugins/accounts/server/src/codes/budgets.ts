/**
 * How many codes leave, so that nobody's phone rings by the hundred and nobody's bill grows by a script. Counted in the database over a day that moves on; what was
 * refused does not count. Strangers' codes go to numbers of accounts alone, and do not use up what people inside ask for.
 */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { ask, sql } from '@zuoxi/record-plane';

export type Sending = {
  /** the tenant's row */
  tenant: number;
  address: string;
  /** the account's row inside which somebody asked; null: a stranger did, at the login */
  by: number | null;
};

/** A tenant may send as many as it has accounts, for the morning on which everybody is new. */
const most = { numbers: 5, account: 20, address: 20, hour: 60, day: 200 } as const;

const insert = 'insert into sent_codes (tenant_id, address, asked_by) values (?, ?, ?) returning id::text';
const counts = `with size as (select count(*)::int as accounts from up_users where tenant_id = :tenant)
  select count(distinct address) filter (where asked_by = :by)::int as numbers,
    count(*) filter (where asked_by = :by)::int as account,
    count(*) filter (where address = :address)::int as address,
    count(*) filter (where tenant_id = :tenant and (asked_by is null) = :stranger and at > now() - interval '1 hour')::int as hour,
    count(*) filter (where tenant_id = :tenant and (asked_by is null) = :stranger)::int as day,
    (select accounts from size) as accounts
  from sent_codes where at > now() - interval '24 hours' and (tenant_id = :tenant or address = :address)`;
const Counts = z.object({
  numbers: z.number(),
  account: z.number(),
  address: z.number(),
  hour: z.number(),
  day: z.number(),
  accounts: z.number(),
});

/** Which budget is used up; the hour's is there again after an hour. */
export type Exceeded = { budget: keyof typeof most; wait: number };

export async function exceeded(strapi: Core.Strapi, { tenant, address, by }: Sending): Promise<Exceeded | null> {
  // counted first and asked then: of parallel ones each sees the others
  const [stored] = await ask(strapi, { text: insert, values: [tenant, address, by] });
  const { id } = z.object({ id: z.string() }).parse(stored);
  const { rows }: { rows: unknown[] } = await strapi.db.connection.raw(counts, { tenant, address, by, stranger: by === null });
  const { accounts, ...used } = Counts.parse(rows[0]);
  const limits = { ...most, hour: Math.max(most.hour, accounts), day: Math.max(most.day, 2 * accounts) };
  const budget = (Object.keys(limits) as (keyof typeof most)[]).find((name) => used[name] > limits[name]);
  if (!budget) return null;
  await ask(strapi, sql`delete from sent_codes where id = ${id}`);
  return { budget, wait: budget === 'hour' ? 3600 : 86_400 };
}

export const sweepSentCodes = (strapi: Core.Strapi): Promise<unknown> =>
  ask(strapi, sql`delete from sent_codes where at < now() - interval '2 days'`);
