/** Rows of the database → what a workbench is told. The customer's full number ends here, but for roles that may see it (D25). */
import {
  LegRecord,
  masked,
  permissionFor,
  PhoneNumber,
  recordingFile,
  RecordRow,
  seesInFull,
  Segment,
  spanMs,
  type LegRow,
  type SignedIn,
} from '@zuoxi/contracts';
import { z } from 'zod';

const when = z.date().transform((date) => date.getTime());
const Row = z.object({
  document_id: z.string(),
  call_id: z.string(),
  direction: z.string(),
  ani: z.string(),
  dnis: z.string(),
  number: z.string(),
  queue: z.string().nullable(),
  queue_name: z.string().nullable(),
  agent: z.string().nullable(),
  agent_number: z.string().nullable(),
  agent_name: z.string().nullable(),
  started_at: when,
  ringing_at: when.nullable(),
  answered_at: when.nullable(),
  talking_at: when.nullable(),
  ended_at: when,
  ring_ms: z.number(),
  talk_ms: z.number(),
  hold_ms: z.number(),
  duration_ms: z.number(),
  mine: z.string(),
  outcome: z.string(),
  has_recording: z.boolean(),
  subject_type: z.string().nullable(),
  subject_id: z.string().nullable(),
  details: z.unknown().transform((raw) => Details.parse(typeof raw === 'string' ? JSON.parse(raw) : raw)),
});
const Details = z.object({ ending: RecordRow.shape.ending, legs: z.array(LegRecord), segments: z.array(Segment) });
export type OwnRow = z.infer<typeof Row>;

export const ownRow = (row: unknown): OwnRow => Row.parse(row);

/** As the list of the workbench has it: one rule for both. */
export const seesNumbers = ({ permissions }: SignedIn): boolean =>
  seesInFull(permissions, permissionFor(permissions, 'call-record', 'business').fields.number);
const asSeen =
  (who: SignedIn) =>
  (number: string): string =>
    seesNumbers(who) ? number : masked(number);

export function recordRow(row: OwnRow, who: SignedIn): RecordRow {
  const inside = row.direction === 'internal';
  const other = inside && row.ani !== who.agent.number ? row.ani : row.number;
  const seen = asSeen(who);
  return RecordRow.parse({
    id: row.call_id,
    direction: row.direction,
    number: inside ? other : seen(row.number),
    dnis: row.direction === 'outbound' ? seen(row.dnis) : row.dnis,
    queue: row.queue && { id: row.queue, name: row.queue_name ?? row.queue },
    agent: row.agent && { id: row.agent, number: row.agent_number ?? '', name: row.agent_name ?? '' },
    startedAt: row.started_at,
    ringingAt: row.ringing_at,
    answeredAt: row.answered_at,
    talkingAt: row.talking_at,
    endedAt: row.ended_at,
    ringMs: row.ring_ms,
    talkMs: row.talk_ms,
    holdMs: row.hold_ms,
    durationMs: row.duration_ms,
    spanMs: spanMs({
      startedAt: row.started_at,
      answeredAt: row.answered_at,
      talkingAt: row.talking_at,
      endedAt: row.ended_at,
    }),
    type: row.mine,
    outcome: row.outcome,
    ending: row.details.ending,
    hasRecording: row.has_recording,
    subject: row.subject_type && row.subject_id ? { type: row.subject_type, id: row.subject_id } : null,
    voicemail: messageOf(row),
    row: row.document_id,
    dialable: PhoneNumber.safeParse(other).success,
  });
}

/** From the first stretch on: a mixer that started again goes on in a second one. */
function messageOf({ outcome, call_id: call, ended_at: end, details }: OwnRow): RecordRow['voicemail'] {
  const [first] = details.segments;
  return outcome === 'voicemail' && first
    ? { ms: Math.max(0, end - first.startedAt), file: recordingFile(call, 0, 'mp3') }
    : null;
}

export const legRow = (
  { party, leg: _leg, ...times }: LegRecord,
  who: SignedIn,
  nameOf: (agent: string) => string,
): z.infer<typeof LegRow> => ({
  kind: party.kind,
  name: party.kind === 'agent' ? nameOf(party.agent) : asSeen(who)(party.number),
  ...times,
});
