/**
 * The middleware `plugin::workbench.receives-files`, behind the one that knows who asks: the handler finds the form's files in `ctx.state.files`
 * (`receivedFiles`). Whoever is refused is refused before the body is read, and the connection is closed, so that nobody has to read it at all.
 */
import type { Core } from '@strapi/strapi';
import type { File } from 'formidable';
import type { Context, Next } from 'koa';
import { z } from 'zod';
import { Slots } from '@zuoxi/contracts';
import { callerOf, refuse } from '@zuoxi/record-plane';
import { settingsOf } from '../settings';
import { NotReceived, withFiles } from './incoming';

/** Whole files of a form, and bytes of all of them together. */
const Config = z.object({ files: z.number().int().min(1), bytes: z.number().int().min(1) });

/** How many uploads may be under way: each holds disk until it ends. */
const most = { each: 3, all: 30 };
const slotsOf = new WeakMap<Core.Strapi, Slots>();

export const receivesFiles = (config: unknown, { strapi }: { strapi: Core.Strapi }) => {
  const limits = Config.parse(config);
  const slots = slotsOf.get(strapi) ?? new Slots(most);
  slotsOf.set(strapi, slots);
  return async (ctx: Context, next: Next): Promise<void> => {
    const close = (): void => ctx.set('Connection', 'close');
    const leave = slots.take(callerOf(ctx).who.agent.id);
    if (!leave) {
      close();
      return refuse(ctx, 'tooManyAttempts', { wait: 5 });
    }
    try {
      await withFiles(settingsOf(strapi).incoming, ctx.req, limits, async (files) => {
        ctx.state.files = files;
        await next();
      });
    } catch (error) {
      if (!(error instanceof NotReceived)) throw error;
      close();
      if (error.why === 'tooLarge')
        refuse(ctx, 'invalid', { issues: [{ field: 'file', code: 'tooLarge', limit: limits.bytes }] });
      else refuse(ctx, 'badRequest', error.why);
    } finally {
      leave();
    }
  };
};

/** What the middleware received, by field. */
export const receivedFiles = (ctx: Context): ReadonlyMap<string, readonly File[]> =>
  ctx.state.files instanceof Map ? ctx.state.files : new Map();
