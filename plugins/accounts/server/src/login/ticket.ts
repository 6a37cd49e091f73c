/** A proof of a minute ago: these accounts were opened by a password or a code, and the person has only to choose (LOG-20, D10). */
import type { Core } from '@strapi/strapi';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { accountByRow, type Account } from '../agents';
import { Refused } from '../answering';
import { partsOf } from '../parts';

const audience = 'zuoxi.login.continue';
const Claims = z.object({ rows: z.array(z.number()).min(1) });

export const ticketFor = (strapi: Core.Strapi, accounts: readonly Account[]): Promise<string> =>
  new SignJWT({ rows: accounts.map(({ row }) => row) })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(audience)
    .setExpirationTime('5m')
    .sign(partsOf(strapi).key('tickets'));

/** The accounts as they are now; a ticket that is too old, or of accounts that are gone, is `tokenInvalid`. */
export async function readTicket(strapi: Core.Strapi, ticket: string): Promise<Account[]> {
  const verified = await jwtVerify(ticket, partsOf(strapi).key('tickets'), { audience, algorithms: ['HS256'] }).catch(() => null);
  const claims = Claims.safeParse(verified?.payload);
  const found = claims.success ? await Promise.all(claims.data.rows.map((row) => accountByRow(strapi, row))) : [];
  const accounts = found.filter((account) => account !== null && !account.blocked);
  if (!accounts.length) throw new Refused('tokenInvalid');
  return accounts.filter((account) => account !== null);
}
