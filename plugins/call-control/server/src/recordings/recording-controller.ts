import { stat } from 'node:fs/promises';
import type { Core } from '@strapi/strapi';
import { recordingFile } from '@zuoxi/contracts';
import { z } from 'zod';
import { ownRow } from '../records/present';
import { answering, parsed, Refused, runAs, service } from '@zuoxi/record-plane';
import { settingsOf } from '../settings';
import { fileOf } from './files';
import { mp3Of } from './mp3';
import { sendFile } from './send-file';
import { readTicket, type Ticket } from './ticket';

const Query = z.strictObject({ format: z.enum(['wav', 'mp3']).default('wav'), download: z.literal('1').optional() });
const types = { wav: 'audio/wav', mp3: 'audio/mpeg' } as const;

/** The file that a ticket means, looked up anew: the ticket itself names none. Whoever was given it could see the record. */
async function wavOf(
  strapi: Core.Strapi,
  { tenant, call, segment }: Ticket,
): Promise<{ path: string; of: 'recording' | 'voicemail' } | null> {
  const found: unknown = await runAs({ as: 'system' }, () =>
    strapi.db.connection('call_records').where({ tenant, call_id: call }).first('*', { mine: 'type' }),
  );
  const record = found === undefined ? undefined : ownRow(found);
  const named = record?.details.segments[segment];
  const path = named ? fileOf(settingsOf(strapi).recordings, named.file) : null;
  return path &&
    (await stat(path).then(
      (s) => s.isFile(),
      () => false,
    ))
    ? { path, of: record?.outcome === 'voicemail' ? 'voicemail' : 'recording' }
    : null;
}

export const recordingController = ({ strapi }: { strapi: Core.Strapi }) => ({
  /** For <audio src>, which sends no Authorization: the ticket in the url is the right to hear it. */
  play: answering(async (ctx) => {
    const { format, download } = parsed(Query, ctx.query);
    const ticket = await readTicket(settingsOf(strapi).liveSecret, String(ctx.params.ticket), Date.now());
    if (!ticket || !(await service(strapi, 'sessions').isOpen(ticket.session))) throw new Refused('tokenInvalid');
    const wav = await wavOf(strapi, ticket);
    if (!wav) throw new Refused('notFound');

    // written before it is heard; a look at the headers is no listening
    if (ctx.method !== 'HEAD')
      await service(strapi, 'reads').once({
        tenant: ticket.tenant,
        actor: ticket.agent,
        act: `${wav.of}.${download ? 'downloaded' : 'played'}`,
        target: ticket.call,
        details: { segment: ticket.segment + 1, ...(ticket.operator && { operator: ticket.operator }) },
      });
    ctx.set('Cache-Control', 'private, no-store');
    ctx.set('X-Content-Type-Options', 'nosniff');
    if (download) ctx.attachment(recordingFile(ticket.call, ticket.segment, format));
    await sendFile(ctx, format === 'mp3' ? await mp3Of(wav.path) : wav.path, types[format]);
  }),
});
