import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';
import { ask, runAs, sql } from '@zuoxi/record-plane';
import { act } from '../acts';
import type { Account } from '../agents';
import { voidCodes } from '../codes/codes';
import { forgetBrowsers } from '../login/browsers';
import { forgive } from '../login/failures';
import { partsOf } from '../parts';
import { endSessions } from '../sessions';
import { hashOf } from './secret';

/** Stores the password, thaws the account and ends its sessions but the excepted one. */
export async function setPassword(strapi: Core.Strapi, account: Account, password: string, except?: string): Promise<void> {
  const hash = await hashOf(strapi, password);
  await runAs({ as: 'system' }, async () => {
    await ask(strapi, sql`update up_users set password = ${hash}, updated_at = now() where id = ${account.row}`);
    await passwordIsNew(strapi, account.row, except);
  });
  await act(strapi, account, except ? 'password.changed' : 'password.reset');
}

const Addresses = z.object({ mobile: z.string().nullable(), email: z.string().nullable(), code: z.string(), tenant: z.number() });
const addresses = `select u.mobile, u.email, lower(t.code) as code, t.id as tenant from up_users u join tenants t on t.id = u.tenant_id where u.id = ?`;

/** Codes that were sent before open nothing. */
async function voidSentCodes(strapi: Core.Strapi, user: number, trx?: Knex): Promise<void> {
  const [row] = z.array(Addresses).parse(await ask(trx ?? strapi, { text: addresses, values: [user] }));
  if (!row) return;
  const { mobile, email, code, tenant } = row;
  const abouts = [mobile, email].flatMap((address) =>
    address === null
      ? []
      : [
          { purpose: 'resetCode' as const, address, within: code },
          { purpose: 'loginCode' as const, address, within: String(tenant) },
        ],
  );
  await voidCodes(strapi, abouts, trx);
}

/** What follows from every new password (LOG-12). `except`: the session in which the person changed it; without, it was lost or replaced by others. */
export async function passwordIsNew(strapi: Core.Strapi, user: number, except?: string, trx?: Knex): Promise<void> {
  await forgive(strapi, user, trx);
  await voidSentCodes(strapi, user, trx);
  if (except === undefined) await forgetBrowsers(strapi, user, trx);
  partsOf(strapi).workbenches.gone(await endSessions(strapi, user, except));
}
