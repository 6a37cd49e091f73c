/** The account behind a request that came through the door (`signed-in.ts`), with what only accounts may know of it. */
import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { Refused, runAs } from '@zuoxi/record-plane';
import { accountByRow, type Account } from './agents';
import type { Session } from './sessions';

export const sessionOf = (ctx: Context): Session => ctx.state.session;

export async function caller(strapi: Core.Strapi, ctx: Context): Promise<Account> {
  const account = await runAs({ as: 'system' }, () => accountByRow(strapi, sessionOf(ctx).user));
  if (!account) throw new Refused('notSignedIn');
  return account;
}
