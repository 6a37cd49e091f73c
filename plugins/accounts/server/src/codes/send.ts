/** A code on its way, within what may be sent (`budgets.ts`). */
import type { Core } from '@strapi/strapi';
import type { Channel, CodeReply } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { Refused, runAs } from '@zuoxi/record-plane';
import { act } from '../acts';
import type { Account } from '../agents';
import { tellRefused } from '../login/telling';
import { partsOf } from '../parts';
import { exceeded } from './budgets';
import { newCode, store, waitSeconds, type About } from './codes';
import { maskedAddress } from './masked-address';

type Code = { channel: Channel; purpose: About['purpose']; to: string; code: string };

const send = (
  strapi: Core.Strapi,
  tenant: number | null,
  { language, tenantName }: Account,
  { code, ...message }: Code,
): Promise<void> =>
  partsOf(strapi).delivery.send({
    ...message,
    tenant,
    language: language === 'en' ? 'en' : 'zh',
    values: { code, tenantName },
  });

/** One code for these accounts, to a stranger who must not learn whether there are any: over the budget nothing is sent and nothing is said but in the audit log. */
export async function sendToAccount(strapi: Core.Strapi, ctx: Context, accounts: readonly Account[], code: Code): Promise<void> {
  const [first, ...more] = accounts;
  if (!first) return;
  const over = await exceeded(strapi, { tenant: first.tenantRow, address: code.to, by: null });
  if (over) return tellRefused(strapi, ctx, 'code.refused', accounts, over.budget);
  await send(strapi, more.length ? null : first.tenantRow, first, code);
}

/** A code that somebody inside asked for: audited, and `tooManyAttempts` over the budget. */
export const sendInside = (strapi: Core.Strapi, ctx: Context, account: Account, asked: Omit<Code, 'code'>): Promise<CodeReply> =>
  runAs({ as: 'system' }, async () => {
    const { purpose, to } = asked;
    const code = newCode();
    await store(strapi, { purpose, address: to, within: String(account.row) }, code);
    const over = await exceeded(strapi, { tenant: account.tenantRow, address: to, by: account.row });
    if (over) {
      tellRefused(strapi, ctx, 'code.refused', [account], over.budget);
      throw new Refused('tooManyAttempts', { wait: over.wait });
    }
    await send(strapi, account.tenantRow, account, { ...asked, code });
    await act(strapi, account, 'code.sent', { to: maskedAddress(to), address: ctx.ip });
    return { wait: waitSeconds };
  });
