/** Refused ways in go to the audit log after the answer, with the same work whether or not there is such an account. */
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { ask, Refused, sql } from '@zuoxi/record-plane';
import type { Account } from '../agents';
import { partsOf } from '../parts';
import type { Refusal } from './refusals';

/** Accounts that were meant; the code of an enterprise where there was none; nothing where nobody said one. */
type Whose = readonly Pick<Account, 'tenant' | 'id'>[] | string | null;

async function meant(strapi: Core.Strapi, whose: Whose): Promise<{ tenant: string; id: string }[]> {
  if (typeof whose !== 'string') return (whose ?? []).map(({ tenant, id }) => ({ tenant, id }));
  const rows = await ask(
    strapi,
    sql`select document_id as tenant from tenants where lower(code) = ${whose.toLowerCase()} limit 1`,
  );
  return z
    .array(z.object({ tenant: z.string() }))
    .parse(rows)
    .map(({ tenant }) => ({ tenant, id: '' }));
}

/** `reason` is the refusal's code. */
export function tellRefused(strapi: Core.Strapi, ctx: Context, act: Refusal['act'], whose: Whose, reason: string): void {
  const { later, refusals } = partsOf(strapi);
  const address = ctx.ip;
  later.after(ctx, 'audit', async () => {
    for (const { tenant, id } of await meant(strapi, whose)) refusals.say({ tenant, target: id, act, address, reason });
  });
}

/** Does the work; tells its refusal and throws it. Of codes only that they were wrong: what else was wrong beside a right one is told by whoever found it. */
export async function tellingRefusals<T>(
  strapi: Core.Strapi,
  ctx: Context,
  act: Refusal['act'],
  whose: Whose,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refused && (act !== 'code.refused' || error.code === 'wrongCode'))
      tellRefused(strapi, ctx, act, whose, error.code);
    throw error;
  }
}
