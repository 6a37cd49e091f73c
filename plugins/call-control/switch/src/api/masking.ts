/**
 * Facts as an agent may read them who may not see full numbers: the full number of a masked customer never leaves the server (D25). Field by field, and
 * built of what is said here alone: what nobody thought of does not pass.
 */
import {
  masked,
  maskedBy,
  shown,
  type CallRecord,
  type FactOf,
  type FactType,
  type LegRecord,
  type Masks,
  type Party,
  type SwitchEvent,
} from '@zuoxi/contracts';

const party = (p: Party): Party => (p.kind === 'agent' ? p : { kind: p.kind, number: masked(p.number) });

/** An internal call's numbers are the agents' own; else one of the two is the customer's. */
type Line = Pick<CallRecord, 'direction'>;
const ani = (number: string, { direction }: Line): string => (direction === 'inbound' ? masked(number) : number);
const dnis = (number: string, { direction }: Line): string => (direction === 'outbound' ? masked(number) : number);

const leg: Masks<LegRecord> = {
  leg: shown,
  party,
  startedAt: shown,
  ringingAt: shown,
  answeredAt: shown,
  endedAt: shown,
  ending: shown,
};
const record: Masks<CallRecord> = {
  id: shown,
  tenant: shown,
  direction: shown,
  ani,
  dnis,
  queue: shown,
  agent: shown,
  agents: shown,
  startedAt: shown,
  queuedAt: shown,
  ringingAt: shown,
  answeredAt: shown,
  talkingAt: shown,
  endedAt: shown,
  ringMs: shown,
  holdMs: shown,
  talkMs: shown,
  outcome: shown,
  ending: shown,
  legs: (legs) => legs.map((l) => maskedBy(leg, l)),
  segments: shown,
  divertedFrom: (numbers) => numbers.map(masked),
  subject: shown,
};

const ofCall = { type: shown, call: shown };
const ofLeg = { ...ofCall, leg: shown };
const session = { type: shown, agent: shown, session: shown };

const masks: { readonly [T in FactType]: Masks<FactOf<T>> } = {
  'agent.connected': session,
  'agent.disconnected': session,
  'agent.moved': { type: shown, agent: shown, from: shown, to: shown },
  'agent.changed': { type: shown, agent: shown, intent: shown, activity: shown, was: shown },
  'station.changed': { type: shown, agent: shown, registered: shown },
  'mobile.switched': { type: shown, agent: shown, answering: shown, dialing: shown, by: shown },
  'call.started': { ...ofCall, direction: shown, ani, dnis, agent: shown, subject: shown },
  'call.queued': { ...ofCall, queue: shown },
  'call.askedForMessage': { ...ofCall, queue: shown },
  'call.offered': { ...ofLeg, agent: shown, until: shown },
  'offer.ended': { ...ofLeg, agent: shown, result: shown },
  'leg.started': { ...ofLeg, party },
  'leg.ringing': ofLeg,
  'leg.answered': ofLeg,
  'leg.ended': { ...ofLeg, ending: shown },
  'leg.held': ofLeg,
  'leg.resumed': ofLeg,
  'call.held': { ...ofCall, agent: shown },
  'call.resumed': { ...ofCall, agent: shown },
  'call.muted': ofLeg,
  'call.unmuted': ofLeg,
  'digits.sent': { ...ofLeg, digits: shown },
  'flow.started': { ...ofCall, flow: shown, name: shown, agent: shown },
  'flow.keyed': { ...ofCall, step: shown, key: shown, label: shown },
  'flow.ended': { ...ofCall, result: shown },
  'recording.started': { ...ofCall, segment: shown },
  'recording.paused': ofCall,
  'recording.resumed': ofCall,
  'call.ended': { ...ofCall, record: (r) => maskedBy(record, r) },
  'dial.refused': { type: shown, agent: shown, dnis: masked, code: shown },
  'call.refused': { type: shown, ani: masked, dnis: shown, ending: shown },
};

/** Null: a fact that is not in the catalogue, of a log that another version wrote. */
export function maskedEvent(event: SwitchEvent): SwitchEvent | null {
  const mask = (masks as Readonly<Record<string, Masks<SwitchEvent['fact']> | undefined>>)[event.fact.type];
  return mask ? { ...event, fact: maskedBy(mask, event.fact) } : null;
}
