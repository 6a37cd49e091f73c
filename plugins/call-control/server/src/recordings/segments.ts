import type { Segment, SegmentRow, SignedIn } from '@zuoxi/contracts';
import { CallId } from '@zuoxi/contracts';
import type { z } from 'zod';
import type { Settings } from '../settings';
import { durationOf, fileOf } from './files';
import { giveTicket } from './ticket';

/** What a record says about its recording: a url each, as long as the file is there. */
export async function segmentRows(
  settings: Settings,
  who: SignedIn,
  call: string,
  segments: readonly Segment[],
): Promise<z.infer<typeof SegmentRow>[]> {
  const rows = segments.map(async ({ file, startedAt }, segment) => {
    const path = fileOf(settings.recordings, file);
    const { agent, session, tenant, operator } = who;
    const ticket = {
      ...{ call: CallId.parse(call), segment, session, agent: agent.id, tenant: tenant.id },
      ...(operator && { operator: `${agent.number} ${agent.name}` }),
    };
    return {
      url: `/api/call-control/recordings/${await giveTicket(settings.liveSecret, ticket, Date.now())}`,
      startedAt,
      durationMs: path ? await durationOf(path) : null,
    };
  });
  return Promise.all(rows);
}
