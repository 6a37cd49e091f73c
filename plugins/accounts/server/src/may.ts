/** What a role is allowed to do, for routes: they name the middleware `plugin::accounts.may` with `config: { action }` after `signed-in`. */
import { ActionPermission } from '@zuoxi/contracts';
import { callerOf, may, refuse } from '@zuoxi/record-plane';
import type { Context, Next } from 'koa';
import { z } from 'zod';

export const mayMiddleware = (given: unknown) => {
  const { action } = z.object({ action: ActionPermission }).parse(given);
  return async (ctx: Context, next: Next): Promise<unknown> =>
    may(callerOf(ctx), action) ? next() : refuse(ctx, 'forbidden', action);
};
