/** The door for agents: routes that name the middleware `plugin::accounts.signed-in` find `ctx.state.signedIn` and run as that agent's tenant. */
import type { Core } from '@strapi/strapi';
import type { Context, Next } from 'koa';
import { z } from 'zod';
import { accountByRow, needsFirstLogin, signedInAs } from './agents';
import { runAs } from './context';
import { may } from './may';
import { insideOf, seenInside } from './operator/inside';
import { refuse } from './refusal';
import { isOpen, readToken } from './sessions';

const bearer = (ctx: Context): string | null => /^Bearer (\S+)$/i.exec(ctx.get('authorization'))?.[1] ?? null;

/** `early`: good before the first login is complete (LOG-16). `home`: about the account itself, wherever an operator acts just now. */
const Config = z.object({ early: z.boolean().default(false), home: z.boolean().default(false) });

export const signedIn = (config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const { early, home } = Config.parse(config ?? {});
  return async (ctx: Context, next: Next): Promise<unknown> => {
    const token = bearer(ctx);
    const session = token ? readToken(strapi, token) : null;
    if (!session || !(await isOpen(strapi, session.id))) return refuse(ctx, 'notSignedIn');
    const account = await runAs({ as: 'system' }, () => accountByRow(strapi, session.user));
    if (!account || account.blocked) return refuse(ctx, 'notSignedIn');
    if (!early && needsFirstLogin(account)) return refuse(ctx, 'firstLogin');
    const atHome = signedInAs(account, session.id);
    const inside = may(atHome, 'tenants') && !home ? await insideOf(strapi, session.id) : null;
    const who = inside ? seenInside(atHome, inside) : atHome;
    ctx.state.signedIn = who;
    ctx.state.session = session;
    return runAs({ as: 'tenant', tenant: who.tenant.id, row: inside?.row ?? account.tenantRow }, next);
  };
};
