/** Tenant + number + password → a session. Every refusal is one answer after one bcrypt comparison: nothing tells which part was wrong (LOG-13). */
import type { Core } from '@strapi/strapi';
import { LoginRequest, type LoginReply } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { accountByNumber, signedInAs } from './agents';
import { FailureLimit, loginRules } from './limit';
import { liveToken } from './live-token';
import { refuse } from './refusal';
import { openSession } from './sessions';
import { settingsOf } from './settings';

/** A hash of nobody's password, as costly to compare as Strapi's own (bcrypt, 10 rounds). */
const nobodys = '$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy';

export function loginHandler(strapi: Core.Strapi) {
  const limit = new FailureLimit();
  const users = strapi.plugin('users-permissions').service('user');

  return async (ctx: Context): Promise<void> => {
    ctx.set('Cache-Control', 'no-store');
    const asked = LoginRequest.safeParse(ctx.request.body);
    if (!asked.success) return refuse(ctx, 'badRequest', asked.error.issues.map((i) => i.path.join('.') || i.message).join(', '));
    const { tenant, number, password } = asked.data;

    const rules = loginRules(`${tenant.toLowerCase()}/${number}`, ctx.ip);
    const wait = limit.attempt(rules, Date.now());
    if (wait !== null) {
      ctx.set('Retry-After', String(wait));
      return refuse(ctx, 'tooManyAttempts');
    }

    const account = await accountByNumber(strapi, tenant, number);
    const right = await users.validatePassword(password, account?.password ?? nobodys);
    if (!account?.password || !right || account.blocked) {
      strapi.log.info(`login refused: tenant ${JSON.stringify(tenant)} number ${JSON.stringify(number)} from ${ctx.ip}`);
      return refuse(ctx, 'wrongCredentials');
    }
    limit.forgive(rules);

    const session = await openSession(strapi, account.row);
    const who = signedInAs(account, session.id);
    ctx.body = {
      ...who,
      jwt: session.jwt,
      liveToken: await liveToken(settingsOf(strapi).liveSecret, who, Date.now(), session.ends),
    } satisfies LoginReply;
  };
}
