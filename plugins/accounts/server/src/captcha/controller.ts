import type { Core } from '@strapi/strapi';
import type { Context } from 'koa';
import { z } from 'zod';
import { answering, parsed, Refused } from '@zuoxi/record-plane';
import { partsOf } from '../parts';

export const captchaController = ({ strapi }: { strapi: Core.Strapi }) => ({
  open: answering((ctx) => {
    const { addresses, captchas } = partsOf(strapi);
    const wait = addresses.knock('captchas', ctx.ip, Date.now());
    if (wait !== null) throw new Refused('tooManyAttempts', { wait });
    return { id: captchas.open(Date.now()) };
  }),

  picture: answering((ctx: Context) => {
    const png = partsOf(strapi).captchas.picture(parsed(z.uuid(), ctx.params.id), Date.now());
    if (!png) throw new Refused('notFound');
    ctx.type = 'image/png';
    return png;
  }),
});
