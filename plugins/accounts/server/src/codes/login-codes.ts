/**
 * Codes for a login by mobile (LOG-19). One number may work for several contact centers, and each may send by a provider of its own: a code opens only the
 * accounts of those by whose provider it was sent, because who runs a provider (or reads an outbox) reads the codes.
 */
import type { Core } from '@strapi/strapi';
import { accountsByContact, type Account } from '../agents';
import { Refused } from '../answering';
import { partsOf } from '../parts';
import { ownProvider } from '../providers/store';
import { isRight, newCode, store, useUp, waitSeconds, type About } from './codes';

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

/** Answers alike whether or not anybody has this number. */
export async function sendLoginCode(strapi: Core.Strapi, mobile: string): Promise<{ wait: number }> {
  await store(strapi, about(mobile), newCode()); // counts for the number; opens nothing
  const accounts = (await accountsByContact(strapi, { mobile })).filter(({ blocked }) => !blocked);
  for (const part of await bySender(strapi, accounts)) {
    const code = newCode();
    for (const { tenantRow } of part) await store(strapi, about(mobile, tenantRow), code);
    const [first, ...more] = part;
    if (!first) continue;
    const tenant = more.length ? null : first.tenantRow;
    const { language, tenantName } = first;
    await partsOf(strapi).delivery.send({
      tenant,
      channel: 'sms',
      purpose: 'loginCode',
      to: mobile,
      language: language === 'en' ? 'en' : 'zh',
      values: { code, tenantName },
    });
  }
  return { wait: waitSeconds };
}

/** The accounts that the code opens; used up. None: `wrongCode`. */
export async function openedByCode(strapi: Core.Strapi, mobile: string, code: string): Promise<Account[]> {
  const accounts = (await accountsByContact(strapi, { mobile })).filter(({ blocked }) => !blocked);
  const opened: Account[] = [];
  for (const account of accounts) {
    const which = about(mobile, account.tenantRow);
    if ((await isRight(strapi, which, code)) && (await useUp(strapi, which, code))) opened.push(account);
  }
  if (!opened.length) throw new Refused('wrongCode');
  return opened;
}
