/** The call record: one per call, whatever happened (I1). Timestamps are facts; durations are formulas elsewhere (D18). */
import type { CallRecord, Ending, LegRecord, Outcome, Time } from '@zuoxi/contracts';
import type { Call, Leg } from './model';

const legRecord = (leg: Leg, now: Time, ending: Ending): LegRecord => ({
  leg: leg.id,
  party: leg.party,
  startedAt: leg.startedAt,
  ringingAt: leg.ringingAt,
  answeredAt: leg.answeredAt,
  endedAt: leg.state === 'ended' ? leg.at : now,
  ending: leg.state === 'ended' ? leg.ending : ending,
});

/** REC-11: a message is at least a second long after its beep of 200 ms, and on disk; anything less is a caller who gave up. */
const leastMessageMs = 1_200;
const leftMessage = ({ voicemail, segments }: Call, now: Time): boolean =>
  voicemail?.state === 'message' && now - voicemail.since >= leastMessageMs && segments.length > 0;

/** CDR-11: how an inbound call came out, when nobody talked. `served`: somebody is signed in for its queue (ACD-05). */
const inboundOutcome = (call: Call, served: boolean): Outcome => {
  if (call.waiting || call.voicemail) return served ? 'abandonedInQueue' : 'noAgentOnline';
  return call.legs.some((l) => l.party.kind === 'agent') ? 'abandonedRinging' : 'lineError';
};

/** CDR-12: what became of the called side, when nobody talked. */
const outboundOutcomes: Readonly<Partial<Record<Ending['cause'], Outcome>>> = {
  noAnswer: 'noAnswer',
  busy: 'busy',
  rejected: 'rejected',
  unreachable: 'unreachable',
  unknownNumber: 'unknownNumber',
  hangup: 'callerCancelled',
  cancelled: 'callerCancelled',
};

export function outcomeOf(call: Call, ending: Ending, served: boolean, now: Time): Outcome {
  if (call.talkingAt !== null) return 'normal';
  if (leftMessage(call, now)) return 'voicemail';
  if (ending.cause === 'lineError' || ending.cause === 'lost')
    return call.direction === 'inbound' && (call.waiting || call.voicemail) ? inboundOutcome(call, served) : 'lineError';
  return call.direction === 'inbound' ? inboundOutcome(call, served) : (outboundOutcomes[ending.cause] ?? 'lineError');
}

/** `call`: as it was when it ended, its legs ended, its clocks settled. */
export function recordOf(call: Call, ending: Ending, outcome: Outcome, now: Time): CallRecord {
  const agentLegs = call.legs.flatMap((l) => (l.party.kind === 'agent' ? [{ leg: l, agent: l.party.agent }] : []));
  const talked = agentLegs.filter(({ leg }) => leg.answeredAt !== null);
  const other = call.legs.find((l) => l.party.kind !== 'agent') ?? call.legs.at(-1);
  const ring = call.legs.filter(
    (l) => l.way === 'out' && l.ringingAt !== null && (call.direction !== 'outbound' || l.party.kind !== 'agent'),
  );
  return {
    id: call.id,
    tenant: call.tenant,
    direction: call.direction,
    ani: call.ani,
    dnis: call.dnis,
    queue: call.queue,
    agent: (talked.at(-1) ?? agentLegs.at(-1))?.agent ?? null,
    agents: [...new Set(agentLegs.map((a) => a.agent))],
    startedAt: call.startedAt,
    queuedAt: call.queuedAt,
    ringingAt: ring[0]?.ringingAt ?? null,
    answeredAt: other?.answeredAt ?? null,
    talkingAt: call.talkingAt,
    endedAt: now,
    ringMs: call.ringMs,
    holdMs: call.holdMs,
    talkMs: call.talkMs,
    outcome,
    ending,
    legs: call.legs.map((l) => legRecord(l, now, ending)),
    segments: [...call.segments],
    divertedFrom: [...(call.divertedFrom ?? [])],
    subject: call.subject,
  };
}
