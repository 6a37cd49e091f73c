import type { Core } from '@strapi/strapi';
import type { Segment, SegmentRow, SignedIn } from '@zuoxi/contracts';
import { CallId } from '@zuoxi/contracts';
import type { z } from 'zod';
import { settingsOf } from '../settings';
import { durationOf, recordingsOf } from './storage';
import { giveTicket } from './ticket';

/** What a record says about its recording: a url each, as long as the file is there. */
export async function segmentRows(
  strapi: Core.Strapi,
  who: SignedIn,
  call: string,
  segments: readonly Segment[],
): Promise<z.infer<typeof SegmentRow>[]> {
  const rows = segments.map(async ({ file, startedAt }, segment) => {
    const { agent, session, tenant, operator } = who;
    const ticket = {
      ...{ call: CallId.parse(call), segment, session, agent: agent.id, tenant: tenant.id },
      ...(operator && { operator: `${agent.number} ${agent.name}` }),
    };
    return {
      url: `/api/call-control/recordings/${await giveTicket(settingsOf(strapi).liveSecret, ticket, Date.now())}`,
      startedAt,
      durationMs: await durationOf(recordingsOf(strapi), file),
    };
  });
  return Promise.all(rows);
}
