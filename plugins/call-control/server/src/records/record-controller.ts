/** Call records (CDR-01..06, D11): what is asked is checked to the letter, what is told is masked for most. */
import type { Core } from '@strapi/strapi';
import { CallId, RecordsQuery, SignedIn, type RecordReply, type RecordsReply } from '@zuoxi/contracts';
import type { Context } from 'koa';
import type { z } from 'zod';
import { callerOf, refuse, service } from '@zuoxi/record-plane';
import { segmentRows } from '../recordings/segments';
import { callRecordName } from './call-record-type';
import { namesIn } from './names';
import { legRow, ownRow, recordRow, seesNumbers } from './present';
import { asksBehindStars, cursorText, visibleRecords, pageOfRecords, readCursor } from './query';
import { timelineOf } from './timeline';

const wrong = (error: z.ZodError): string =>
  error.issues
    .map((i) => (i.code === 'unrecognized_keys' ? `unknown: ${i.keys.join(', ')}` : `${i.path.join('.')}: ${i.message}`))
    .join('; ');

export const recordController = ({ strapi }: { strapi: Core.Strapi }) => {
  const noteRead = (who: SignedIn, what: { rows: number | null; id?: string }): void => {
    if (seesNumbers(who)) service(strapi, 'reads').numbers(who, { type: callRecordName, fields: ['number'], ...what });
  };
  return {
    async find(ctx: Context): Promise<void> {
      const caller = callerOf(ctx);
      const { who } = caller;
      const asked = RecordsQuery.safeParse(ctx.query);
      if (!asked.success) return refuse(ctx, 'badRequest', wrong(asked.error));
      const after = asked.data.after === undefined ? null : readCursor(asked.data.after);
      if (asked.data.after !== undefined && !after) return refuse(ctx, 'badRequest', 'after: not a cursor of ours');

      const now = Date.now();
      const visible = await service(strapi, 'rows').visible(caller, callRecordName);
      const page = (behind: 'same' | 'alike') =>
        pageOfRecords(strapi.db.connection, who, visible, asked.data, after, now, behind);
      const read = async (): Promise<unknown[]> => page('same');
      const answered = asksBehindStars(who, asked.data)
        ? await service(strapi, 'hidden').ask<unknown[]>(who, {
            ask: read,
            found: (rows) => rows.length > 0,
            looksAlike: async () => (await page('alike')).length > 0,
          })
        : { answer: await read() };
      if ('wait' in answered) return refuse(ctx, 'tooManyAttempts', answered);
      const found = answered.answer;
      const rows = found.slice(0, asked.data.limit).map(ownRow);
      const last = found.length > rows.length ? rows.at(-1) : undefined;
      if (rows.length > 0) noteRead(who, { rows: rows.length });
      ctx.set('Cache-Control', 'no-store');
      ctx.body = {
        data: rows.map((row) => recordRow(row, who)),
        next: last ? cursorText([last.started_at, last.call_id]) : null,
      } satisfies RecordsReply;
    },

    async findOne(ctx: Context): Promise<void> {
      const caller = callerOf(ctx);
      const { who } = caller;
      const id = CallId.safeParse(ctx.params.id);
      const knex = strapi.db.connection;
      const visible = await service(strapi, 'rows').visible(caller, callRecordName);
      const found: unknown = id.success
        ? await visibleRecords(knex, who, visible).where('t.call_id', id.data).first()
        : undefined;
      if (found === undefined) return refuse(ctx, 'notFound');

      const row = ownRow(found);
      const names = await namesIn(knex, who.tenant.id);
      noteRead(who, { rows: null, id: row.call_id });
      ctx.set('Cache-Control', 'no-store');
      ctx.body = {
        record: recordRow(row, who),
        legs: row.details.legs.map((leg) => legRow(leg, who, names.agent)),
        events: await timelineOf(knex, who.tenant.id, row.call_id, names),
        segments: await segmentRows(strapi, who, row.call_id, row.details.segments),
      } satisfies RecordReply;
    },
  };
};
