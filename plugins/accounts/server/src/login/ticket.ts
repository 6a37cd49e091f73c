/**
 * A proof of a minute ago: these accounts were opened by a password or a code, and the person has only to choose (LOG-20, D10). Kept in the database, by its hash:
 * it works once, ends with the account's sessions (`sessions.ts`), and holds the password that was right then.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import { ask, Refused, sql } from '@zuoxi/record-plane';
import { accountByRow, type Account } from '../agents';
import { partsOf } from '../parts';

const hashOf = (ticket: string): string => createHash('sha256').update(ticket).digest('base64url');
const fingerprint = (strapi: Core.Strapi, { row, password }: Account): string =>
  createHmac('sha256', partsOf(strapi).key('tickets')).update(`${row} ${password}`).digest('base64url');

export async function ticketFor(strapi: Core.Strapi, accounts: readonly Account[]): Promise<string> {
  const ticket = randomBytes(32).toString('base64url');
  const rows = accounts.map((account) => [hashOf(ticket), account.row, fingerprint(strapi, account)]);
  const places = rows.map(() => `(?, ?, ?, now() + interval '5 minutes')`).join(', ');
  await ask(strapi, {
    text: `insert into login_tickets (hash, user_id, password, expires_at) values ${places}`,
    values: rows.flat(),
  });
  return ticket;
}

const Row = z.object({ user: z.number(), password: z.string(), good: z.boolean() });

/** The accounts as they are now; used up. Too old, used before, the password changed since, or the accounts gone: `tokenInvalid`. */
export async function useTicket(strapi: Core.Strapi, ticket: string): Promise<Account[]> {
  const used = await ask(
    strapi,
    sql`delete from login_tickets where hash = ${hashOf(ticket)} returning user_id as "user", password, expires_at > now() as good`,
  );
  const good = z
    .array(Row)
    .parse(used)
    .filter((row) => row.good);
  const found = await Promise.all(
    good.map(async ({ user, password }) => {
      const account = await accountByRow(strapi, user);
      return account && !account.blocked && fingerprint(strapi, account) === password ? account : null;
    }),
  );
  const accounts = found.filter((account) => account !== null);
  if (!accounts.length) throw new Refused('tokenInvalid');
  return accounts;
}

export const sweepTickets = (strapi: Core.Strapi): Promise<unknown> =>
  ask(strapi, sql`delete from login_tickets where expires_at < now()`);
