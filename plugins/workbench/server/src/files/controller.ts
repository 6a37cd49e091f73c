import type { Core } from '@strapi/strapi';
import type { FileValue } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { answeringCaller, refuse, Refused, runAs, service } from '@zuoxi/record-plane';
import { receivedFiles } from './receives-files';
import { findFile, storeFile, uploadsOf } from './store';
import { fileUrl, readTicket } from './ticket';

const inline = /^(image\/(png|jpeg|gif|webp|bmp)|audio\/|video\/|application\/pdf$)/;
/** Chromium's PDF viewer does not run in a sandbox; it runs no script of the page either. */
const policy = (mime: string): string =>
  mime === 'application/pdf' ? "default-src 'none'" : "default-src 'none'; media-src 'self'; sandbox";

export const fileController = ({ strapi }: { strapi: Core.Strapi }) => ({
  upload: answeringCaller(async (ctx, caller): Promise<{ data: FileValue }> => {
    const file = receivedFiles(ctx).get('file')?.[0];
    if (!file) throw new Refused('badRequest', 'one file named `file`');
    const stored = await storeFile(strapi, caller, file);
    ctx.status = 201;
    return { data: { ...stored, url: fileUrl(strapi, caller, stored.id) } };
  }),

  /** For <img> and <a>, which send no token: the ticket in the address is the right to see it. */
  async show(ctx: Context): Promise<void> {
    const ticket = readTicket(strapi, String(ctx.params.ticket));
    if (!ticket || !(await service(strapi, 'sessions').isOpen(ticket.session))) return refuse(ctx, 'tokenInvalid');
    const file = await runAs({ as: 'system' }, () => findFile(strapi, ticket.file, ticket.tenant));
    const stored = file && (await uploadsOf(strapi).find(file.key));
    if (!stored) return refuse(ctx, 'notFound');
    const { name, mime } = file;
    ctx.attachment(name, { type: inline.test(mime) ? 'inline' : 'attachment' });
    ctx.set('Cache-Control', 'private, max-age=3600');
    ctx.set('X-Content-Type-Options', 'nosniff');
    ctx.set('Content-Security-Policy', policy(mime));
    ctx.type = mime;
    ctx.body = ctx.method === 'HEAD' ? '' : await stored.read();
    ctx.length = stored.size;
  },
});
