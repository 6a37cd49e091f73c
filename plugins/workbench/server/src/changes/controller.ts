import { PassThrough } from 'node:stream';
import type { Core } from '@strapi/strapi';
import type { Change } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { z } from 'zod';
import { callerOf, refuse } from '@zuoxi/record-plane';
import { hubOf } from './hub';

/** Below every proxy's patience. */
const aliveMs = 20_000;
const Session = z.looseObject({ ends: z.number() });

export const changeController = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** Server-sent events, read by `fetch`: an EventSource could send no token. Ends with the login, at the latest. */
  async stream(ctx: Context): Promise<void> {
    const caller = callerOf(ctx);
    const stream = new PassThrough();
    const send = (change: Change): void => void stream.write(`data: ${JSON.stringify(change)}\n\n`);
    const end = (): void => void stream.end();
    const over = Session.parse(ctx.state.session).ends * 1000 - Date.now();
    const alive = setInterval(() => stream.write(': alive\n\n'), aliveMs);
    const lastMinute = setTimeout(end, Math.min(over, 2 ** 31 - 1));
    const stop = await hubOf(strapi).add({ caller, send, end });
    if (!stop) {
      clearInterval(alive);
      clearTimeout(lastMinute);
      return refuse(ctx, 'tooManyAttempts', { wait: 30 });
    }
    const closed = (): void => {
      stop();
      clearInterval(alive);
      clearTimeout(lastMinute);
    };
    stream.on('close', closed);
    ctx.req.on('close', () => stream.destroy());
    ctx.status = 200;
    ctx.type = 'text/event-stream';
    ctx.set('Cache-Control', 'no-store');
    ctx.set('X-Accel-Buffering', 'no');
    ctx.body = stream;
  },
});
