/** What a role is allowed to do, asked on the server. Routes name the middleware `plugin::accounts.may` with `config: { action }` after `signed-in`. */
import { ActionPermission, SignedIn } from '@zuoxi/contracts';
import type { Context, Next } from 'koa';
import { z } from 'zod';
import { refuse } from './refusal';

export const may = ({ permissions }: SignedIn, action: ActionPermission): boolean => permissions.actions.includes(action);

/** What the operator switched on for the tenant (TEN-02). */
export const moduleOn = ({ modules }: SignedIn, name: string): boolean => modules.includes(name);

export const mayMiddleware = (given: unknown) => {
  const { action } = z.object({ action: ActionPermission }).parse(given);
  return async (ctx: Context, next: Next): Promise<unknown> =>
    may(SignedIn.parse(ctx.state.signedIn), action) ? next() : refuse(ctx, 'forbidden', action);
};
