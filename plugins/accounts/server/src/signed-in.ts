/** The door for agents: routes that name the middleware `plugin::accounts.signed-in` learn who asks (`callerOf`) and run as that agent's tenant. */
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { z } from 'zod';
import { letIn, may, refuse, runAs } from '@zuoxi/record-plane';
import { noteRefused } from './audit/note-refused';
import { accountOfSession, needsFirstLogin, signedInAs, type Visit } from './agents';
import { KnownTokens, type KnownSession } from './known-tokens';
import { insideOf, seenInside } from './operator/inside';
import { partsOf } from './parts';
import { closeSession, readToken, seeSession } from './sessions';

const bearer = (ctx: Context): string | null => /^Bearer (\S+)$/i.exec(ctx.get('authorization'))?.[1] ?? null;

/** `early`: good before the first login is complete (LOG-16). `home`: about the account itself, wherever an operator acts just now. */
const Config = z.object({ early: z.boolean().default(false), home: z.boolean().default(false) });

const tokens = new WeakMap<Core.Strapi, KnownTokens>();
const knownTo = (strapi: Core.Strapi): KnownTokens => {
  const known = tokens.get(strapi) ?? new KnownTokens();
  tokens.set(strapi, known);
  return known;
};

export const signedIn = (config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const { early, home } = Config.parse(config ?? {});
  const known = knownTo(strapi);
  /** Asked in the sight of the tenant that the token led to last: the connection that is borrowed then often has it already. */
  const accountOf = async ({ session, acting }: KnownSession): Promise<Visit | null> => {
    const found = await runAs(acting, () => accountOfSession(strapi, session));
    return found || acting.as === 'system' ? found : runAs({ as: 'system' }, () => accountOfSession(strapi, session));
  };
  return async (ctx: Context, next: Next): Promise<unknown> => {
    const token = bearer(ctx);
    const visit = token ? known.of(token, (one) => readToken(strapi, one)) : null;
    const account = visit && (await accountOf(visit));
    if (!account || account.blocked) return refuse(ctx, 'notSignedIn');
    if (!early && needsFirstLogin(account)) return refuse(ctx, 'firstLogin');
    const session = { ...visit.session, ends: Math.floor(account.ends) };
    if (account.idle) {
      await runAs({ as: 'system' }, () => closeSession(strapi, session)); // so that its live socket closes as well
      return refuse(ctx, 'notSignedIn');
    }
    if (account.unseen) partsOf(strapi).later.soon('session', () => seeSession(strapi, session, ctx.ip));
    const atHome = signedInAs(strapi, account, session.id);
    const inside = may({ who: atHome }, 'tenants') && !home ? await insideOf(strapi, session.id) : null;
    const who = inside ? seenInside(strapi, atHome, inside) : atHome;
    const tenant = inside?.row ?? account.tenantRow;
    letIn(ctx, {
      who,
      tenant,
      account: inside ? null : account.row,
      groups: inside ? [] : account.groups.map(({ row }) => row),
    });
    ctx.state.session = session;
    visit.acting = { as: 'tenant', tenant: atHome.tenant.id, row: account.tenantRow };
    await runAs({ as: 'tenant', tenant: who.tenant.id, row: tenant }, next);
    await noteRefused(strapi, ctx, who);
    return undefined;
  };
};
