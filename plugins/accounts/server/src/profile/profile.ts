/** What an account shows of itself to its person (PER-01..03). */
import type { Core } from '@strapi/strapi';
import { masked, type Profile } from '@zuoxi/contracts';
import { z } from 'zod';
import { ask, raw, sql } from '@zuoxi/record-plane';
import type { Account } from '../agents';
import { passwordRules } from '../passwords/rules';

const amount = z.coerce.number().nullable();
const Row = z.object({
  language: z.enum(['zh', 'en']).nullable(),
  partTime: z.boolean().nullable(),
  paidAmount: z.preprocess((given) => given ?? null, amount),
  unpaidAmount: z.preprocess((given) => given ?? null, amount),
});
const columns = 'language, part_time as "partTime", paid_amount as "paidAmount", unpaid_amount as "unpaidAmount"';

export async function profileOf(strapi: Core.Strapi, account: Account): Promise<Profile> {
  const [more] = z.array(Row).parse(await ask(strapi, sql`select ${raw(columns)} from up_users where id = ${account.row}`));
  return {
    number: account.number,
    name: account.name ?? account.number,
    nickname: account.nickname,
    email: account.email,
    language: more?.language ?? null,
    mobile: account.mobile && masked(account.mobile),
    role: account.roleName ?? '',
    groups: account.groups.map(({ name }) => name),
    partTime: more?.partTime ?? false,
    paidAmount: more?.paidAmount ?? null,
    unpaidAmount: more?.unpaidAmount ?? null,
    lastLoginAt: account.lastLoginAt?.getTime() ?? null,
    loginCount: account.loginCount ?? 0,
    passwordRules: await passwordRules(strapi, account.tenantRow),
  };
}
