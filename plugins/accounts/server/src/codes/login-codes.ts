/**
 * Codes for a login by mobile (LOG-19). One number may work for several contact centers, and each may send by a provider of its own: a code opens only the
 * accounts of those by whose provider it was sent, because who runs a provider (or reads an outbox) reads the codes.
 */
import type { Core } from '@strapi/strapi';
import { accountsByContact, type Account } from '../agents';
import type { Context } from 'koa';
import { Refused } from '@zuoxi/record-plane';
import { tellRefused } from '../login/telling';
import { partsOf } from '../parts';
import { ownProvider } from '../providers/store';
import { fitting, newCode, store, useUp, waitSeconds, type About } from './codes';
import { sendToAccount } from './send';

const about = (mobile: string, tenant?: number): About => ({
  purpose: 'loginCode',
  address: mobile,
  ...(tenant !== undefined && { within: String(tenant) }),
});

/** Accounts that get the same code: those of one tenant with a provider of its own, and all others together. */
async function bySender(strapi: Core.Strapi, accounts: readonly Account[]): Promise<Account[][]> {
  const shared: Account[] = [];
  const parts: Account[][] = [];
  for (const account of accounts) {
    const own = await ownProvider(strapi, account.tenantRow, 'sms');
    if (own) parts.push([account]);
    else shared.push(account);
  }
  return shared.length ? [shared, ...parts] : parts;
}

/** Answers alike, and as soon, whether or not anybody has this number. */
export async function sendLoginCode(strapi: Core.Strapi, ctx: Context, mobile: string): Promise<{ wait: number }> {
  await store(strapi, about(mobile), newCode()); // counts for the number; opens nothing
  partsOf(strapi).later.after(ctx, 'code', () => sendLoginCodes(strapi, ctx, mobile));
  return { wait: waitSeconds };
}

async function sendLoginCodes(strapi: Core.Strapi, ctx: Context, mobile: string): Promise<void> {
  const accounts = (await accountsByContact(strapi, { mobile })).filter(({ blocked }) => !blocked);
  for (const part of await bySender(strapi, accounts)) {
    const code = newCode();
    for (const { tenantRow } of part) await store(strapi, about(mobile, tenantRow), code);
    await sendToAccount(strapi, ctx, part, { channel: 'sms', purpose: 'loginCode', to: mobile, code });
  }
}

/** The accounts that the code opens; used up. None: `wrongCode`. */
export async function openedByCode(strapi: Core.Strapi, ctx: Context, mobile: string, code: string): Promise<Account[]> {
  const accounts = (await accountsByContact(strapi, { mobile })).filter(({ blocked }) => !blocked);
  // the number's own counts too, so that one statement is asked where nobody has it
  const right = await fitting(strapi, [about(mobile), ...accounts.map(({ tenantRow }) => about(mobile, tenantRow))], code);
  const opened: Account[] = [];
  for (const account of accounts)
    if (
      right.some(({ within }) => within === String(account.tenantRow)) &&
      (await useUp(strapi, about(mobile, account.tenantRow), code))
    )
      opened.push(account);
  if (opened.length) return opened;
  tellRefused(strapi, ctx, 'code.refused', accounts, 'wrongCode');
  throw new Refused('wrongCode');
}
