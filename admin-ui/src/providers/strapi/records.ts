import { RecordReply, RecordsReply, type BlockCaller, type CallId, type RecordRow } from '@zuoxi/contracts';
import { z } from 'zod';
import type { Http } from './http';

/** What a list may ask for; the same names as the query of GET /api/call-control/records. */
export type RecordsFilter = {
  filter?: 'all' | 'normal' | 'notConnected' | 'ringAbandoned' | 'missed' | 'voicemail';
  direction?: 'inbound' | 'outbound' | 'internal';
  number?: string;
  from?: number;
  to?: number;
  mine?: true;
};

export class Records {
  constructor(private readonly http: Http) {}

  page(filter: RecordsFilter, limit: number, after: string | null, signal?: AbortSignal): Promise<RecordsReply> {
    const given = { ...filter, limit, after: after ?? undefined };
    const query = new URLSearchParams(
      Object.entries(given).flatMap(([k, v]) => (v === undefined || v === '' ? [] : [[k, String(v)]])),
    );
    return this.http.ask({ path: `/call-control/records?${query}`, schema: RecordsReply, signal });
  }

  one(id: CallId | string, signal?: AbortSignal): Promise<RecordReply> {
    return this.http.ask({ path: `/call-control/records/${encodeURIComponent(id)}`, schema: RecordReply, signal });
  }

  /** TEN-07: the customer of this call is refused from now on. */
  async block(call: string, body: BlockCaller): Promise<void> {
    await this.http.ask({
      path: `/call-control/calls/${encodeURIComponent(call)}/block`,
      method: 'POST',
      body,
      schema: z.undefined(),
    });
  }

  /** Every record of one's own since then, newest first; at most `most`, and whether that was all. */
  async since(from: number, most = 1000, signal?: AbortSignal): Promise<{ rows: RecordRow[]; all: boolean }> {
    const rows: RecordRow[] = [];
    let after: string | null = null;
    do {
      const page: RecordsReply = await this.page({ from, mine: true }, 200, after, signal);
      rows.push(...page.data);
      after = page.next;
    } while (after && rows.length < most);
    return { rows, all: after === null };
  }
}
