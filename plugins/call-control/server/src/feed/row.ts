import { createHash } from 'node:crypto';
import { masked, type CallRecord } from '@zuoxi/contracts';
import { callType, otherNumber } from '../records/call-type';

/** Names as they were when the call ended: a later change of a name does not rewrite history. */
export type Names = { agents: ReadonlyMap<string, { number: string; name: string }>; queues: ReadonlyMap<string, string> };

/** Strapi's document id (24 characters, a letter first), the same for the same call whenever it is written. */
const documentId = (record: CallRecord): string => {
  const digest = createHash('sha256').update(`${record.tenant}/${record.id}`).digest('hex');
  return `c${BigInt(`0x${digest}`).toString(36).slice(0, 23)}`;
};
/** Strapi's text columns hold 255 characters; a SIP user part may be longer. The event keeps it whole. */
const clip = (text: string): string => text.slice(0, 255);
/** The number of ours that was called, or was shown. */
const ownLine: Readonly<Record<CallRecord['direction'], (record: CallRecord) => string | null>> = {
  inbound: ({ dnis }) => clip(dnis),
  outbound: ({ ani }) => clip(ani),
  internal: () => null,
};
const date = (ms: number | null): Date | null => (ms === null ? null : new Date(ms));

/** The row of `call_records` for a call that ended. */
export function recordRow(record: CallRecord, names: Names, now: Date) {
  const number = clip(otherNumber(record));
  const agent = record.agent === null ? undefined : names.agents.get(record.agent);
  return {
    document_id: documentId(record),
    call_id: record.id,
    tenant: record.tenant,
    direction: record.direction,
    ani: clip(record.ani),
    dnis: clip(record.dnis),
    number,
    line: ownLine[record.direction](record),
    number_masked: record.direction === 'internal' ? number : masked(number),
    queue: record.queue,
    queue_name: record.queue === null ? null : (names.queues.get(record.queue) ?? null),
    agent: record.agent,
    agent_number: agent?.number ?? null,
    agent_name: agent?.name ?? null,
    started_at: date(record.startedAt),
    queued_at: date(record.queuedAt),
    ringing_at: date(record.ringingAt),
    answered_at: date(record.answeredAt),
    talking_at: date(record.talkingAt),
    ended_at: date(record.endedAt),
    ring_ms: record.ringMs,
    hold_ms: record.holdMs,
    talk_ms: record.talkMs,
    duration_ms: record.endedAt - record.startedAt,
    type: callType(record),
    outcome: record.outcome,
    ending_cause: record.ending.cause,
    ending_owner: record.ending.owner,
    has_recording: record.segments.length > 0,
    subject_type: record.subject?.type ?? null,
    subject_id: record.subject?.id ?? null,
    details: JSON.stringify({
      agents: record.agents,
      ending: record.ending,
      legs: record.legs,
      segments: record.segments,
      divertedFrom: record.divertedFrom,
    }),
    created_at: now,
    updated_at: now,
    published_at: now,
  };
}
