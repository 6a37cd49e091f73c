/** From proved accounts to a session: the same last steps for every way in. */
import type { Core } from '@strapi/strapi';
import type { Entrance, LoginAnswer, LoginReply } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { ask, Refused, sql } from '@zuoxi/record-plane';
import { act } from '../acts';
import { hasNoGroup, needsFirstLogin, signedInAs, type Account } from '../agents';
import { liveToken } from '../live-token';
import { partsOf } from '../parts';
import { endSessions, openSession, type Session } from '../sessions';
import { remember } from './browsers';
import { tellRefused } from './telling';
import { ticketFor } from './ticket';

/** What a session is told about itself. */
export async function replyFor(strapi: Core.Strapi, account: Account, session: Session & { jwt: string }): Promise<LoginReply> {
  const who = signedInAs(strapi, account, session.id);
  const token = await liveToken(partsOf(strapi).settings.liveSecret, who, Date.now(), session.ends);
  return { ...who, jwt: session.jwt, liveToken: token };
}

const entrance = ({ id, tenant, code, tenantName, number, lastLoginAt, loginCount }: Account): Entrance => ({
  account: id as Entrance['account'],
  tenant: { id: tenant as Entrance['tenant']['id'], code, name: tenantName },
  number,
  lastLoginAt: lastLoginAt?.getTime() ?? null,
  loginCount: loginCount ?? 0,
});

/** Where several contact centers were opened, the person chooses (LOG-20). */
export async function enterOne(strapi: Core.Strapi, ctx: Context, opened: readonly Account[]): Promise<LoginAnswer> {
  const [only, ...more] = opened;
  if (!only) throw new Refused('wrongCredentials');
  if (!more.length) return enter(strapi, ctx, only, false);
  return { choose: opened.map(entrance), ticket: await ticketFor(strapi, opened) };
}

/** One account, one workbench (LOG-04, D10): `move` ends the sessions that are open elsewhere. */
async function takeOver(strapi: Core.Strapi, account: Account, move: boolean): Promise<LoginAnswer | null> {
  const { workbenches } = partsOf(strapi);
  const mayMove = account.mayMove ?? true;
  const open = workbenches.of(account.row, Date.now());
  if (open && move && !mayMove) throw new Refused('forbidden');
  if (open && !move) {
    const { since, address } = open;
    return { elsewhere: { since, address, mayMove }, ticket: await ticketFor(strapi, [account]) };
  }
  if (open) {
    workbenches.gone(await endSessions(strapi, account.row, undefined, true));
    await act(strapi, account, 'session.moved', { from: open.address });
  }
  return null;
}

export async function enter(strapi: Core.Strapi, ctx: Context, account: Account, move: boolean): Promise<LoginAnswer> {
  if (hasNoGroup(account)) {
    tellRefused(strapi, ctx, 'login.refused', [account], 'noGroup');
    throw new Refused('noGroup');
  }
  const elsewhere = await takeOver(strapi, account, move);
  if (elsewhere) return elsewhere;
  const session = await openSession(strapi, account.row, { address: ctx.ip, agent: ctx.get('user-agent') }, account.sessionHours);
  await remember(strapi, ctx, account.row);
  await ask(
    strapi,
    sql`update up_users set last_login_at = now(), login_count = coalesce(login_count, 0) + 1 where id = ${account.row}`,
  );
  await act(strapi, account, 'login', { address: ctx.ip });
  const { nickname, mobile } = account;
  if (needsFirstLogin(account)) return { firstLogin: { jwt: session.jwt, nickname, mobile } };
  return replyFor(strapi, account, session);
}
