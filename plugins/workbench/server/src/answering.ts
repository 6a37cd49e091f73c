/** What every route of the workbench has around it: who asks, and refusals as answers. */
import type { Core } from '@strapi/strapi';
import { refuse } from '@zuoxi/accounts/refusal';
import { Refused } from '@zuoxi/plugin';
import type { Context } from 'koa';
import { z } from 'zod';
import { callerOf, type Caller } from './caller';

/** What is returned becomes the body; undefined: 204, unless the handler has answered by itself. */
export const answering =
  (strapi: Core.Strapi, handler: (ctx: Context, caller: Caller) => unknown) =>
  async (ctx: Context): Promise<void> => {
    ctx.set('Cache-Control', 'no-store');
    try {
      const body = await handler(ctx, callerOf(strapi, ctx));
      if (body !== undefined) ctx.body = body;
      else if (ctx.status === 404) ctx.status = 204;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refuse(ctx, error.code, error.more);
    }
  };

/** Parsed at the door; what is wrong is named. */
export function parsed<S extends z.ZodType>(schema: S, given: unknown): z.infer<S> {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  throw new Refused(
    'badRequest',
    read.error.issues.map((i) => [i.path.join('.'), i.message].filter(Boolean).join(' ')).join('; '),
  );
}
