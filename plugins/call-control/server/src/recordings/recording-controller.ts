import { stat } from 'node:fs/promises';
import type { Core } from '@strapi/strapi';
import { recordingFile } from '@zuoxi/contracts';
import type { Context } from 'koa';
import { z } from 'zod';
import { ownRow } from '../records/present';
import { runAs } from '@zuoxi/accounts/context';
import { refuse } from '@zuoxi/accounts/refusal';
import { settingsOf } from '../settings';
import { fileOf } from './files';
import { mp3Of } from './mp3';
import { sendFile } from './send-file';
import { readTicket, type Ticket } from './ticket';

const Asked = z.strictObject({ format: z.enum(['wav', 'mp3']).default('wav'), download: z.literal('1').optional() });
const types = { wav: 'audio/wav', mp3: 'audio/mpeg' } as const;

/** The file that a ticket means, looked up anew: the ticket itself names none. Whoever was given it could see the record. */
async function wavOf(strapi: Core.Strapi, { tenant, call, segment }: Ticket): Promise<string | null> {
  const found: unknown = await runAs({ as: 'system' }, () =>
    strapi.db.connection('call_records').where({ tenant, call_id: call }).first('*', { mine: 'type' }),
  );
  const named = found === undefined ? undefined : ownRow(found).details.segments[segment];
  const path = named ? fileOf(settingsOf(strapi).recordings, named.file) : null;
  return path &&
    (await stat(path).then(
      (s) => s.isFile(),
      () => false,
    ))
    ? path
    : null;
}

export const recordingController = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** For <audio src>, which sends no Authorization: the ticket in the url is the right to hear it. */
  async play(ctx: Context): Promise<void> {
    const asked = Asked.safeParse(ctx.query);
    if (!asked.success)
      return refuse(ctx, 'badRequest', asked.error.issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; '));
    const ticket = await readTicket(settingsOf(strapi).liveSecret, String(ctx.params.ticket), Date.now());
    if (!ticket || !(await strapi.plugin('accounts').service('sessions').isOpen(ticket.session)))
      return refuse(ctx, 'tokenInvalid');
    const wav = await wavOf(strapi, ticket);
    if (!wav) return refuse(ctx, 'notFound');

    const { format, download } = asked.data;
    ctx.set('Cache-Control', 'private, no-store');
    ctx.set('X-Content-Type-Options', 'nosniff');
    if (download) ctx.attachment(recordingFile(ticket.call, ticket.segment, format));
    await sendFile(ctx, format === 'mp3' ? await mp3Of(wav) : wav, types[format]);
  },
});
