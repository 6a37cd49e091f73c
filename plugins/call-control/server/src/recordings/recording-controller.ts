import type { Core } from '@strapi/strapi';
import { recordingFile } from '@zuoxi/contracts';
import type { StoredFile } from '@zuoxi/storage';
import { z } from 'zod';
import { ownRow } from '../records/present';
import { answering, parsed, Refused, runAs, service } from '@zuoxi/record-plane';
import { settingsOf } from '../settings';
import { mp3Of } from './mp3';
import { sendFile } from './send-file';
import { recordingsOf, stretchOf } from './storage';
import { readTicket, type Ticket } from './ticket';

const Query = z.strictObject({ format: z.enum(['wav', 'mp3']).default('wav'), download: z.literal('1').optional() });
const types = { wav: 'audio/wav', mp3: 'audio/mpeg' } as const;

/** The file that a ticket means, looked up anew: the ticket itself names none. Whoever was given it could see the record. */
async function wavOf(
  strapi: Core.Strapi,
  { tenant, call, segment }: Ticket,
): Promise<{ name: string; file: StoredFile; of: 'recording' | 'voicemail' } | null> {
  const found: unknown = await runAs({ as: 'system' }, () =>
    strapi.db.connection('call_records').where({ tenant, call_id: call }).first('*', { mine: 'type' }),
  );
  const record = found === undefined ? undefined : ownRow(found);
  const named = record?.details.segments[segment];
  const file = named ? await stretchOf(recordingsOf(strapi), named.file) : null;
  return named && file ? { name: named.file, file, of: record?.outcome === 'voicemail' ? 'voicemail' : 'recording' } : null;
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
    const file = format === 'mp3' ? await mp3Of(recordingsOf(strapi), wav.name) : wav.file;
    if (!file) throw new Refused('notFound');
    await sendFile(ctx, file, types[format]);
  }),
});
