/** The story of a call, one line a fact that tells a person something: the same for a running call on the screen and for a record. */
import { z } from 'zod';
import { Owner } from './codes';
import { PartyKind, type Fact } from './events';
import type { FactOf, FactType } from './facts';
import { Time, type AgentId, type LegId, type QueueId } from './ids';
import { PressedKey } from './views';

/** `type` is a fact's; `agent`, `queue` and `flow` are names; `party` says whose leg it is; `result` how an offer, a leg or a flow ended, `by` who ended the leg. No line holds a number. */
export const TimelineRow = z.object({
  at: Time,
  type: z.string(),
  agent: z.string().optional(),
  party: PartyKind.optional(),
  by: Owner.optional(),
  queue: z.string().optional(),
  flow: z.string().optional(),
  pressed: PressedKey.optional(),
  result: z.string().optional(),
});
export type TimelineRow = z.infer<typeof TimelineRow>;
type Details = Omit<TimelineRow, 'at' | 'type'>;

/** How ids are called where the story is told. */
export type TimelineNames = {
  agent(id: AgentId): string;
  queue(id: QueueId): string;
  /** whose leg it is; nothing: its beginning is not known */
  leg(id: LegId): Pick<Details, 'party' | 'agent'>;
};

/** Null: it repeats another fact from another side, or tells of no call. */
type Line<T extends FactType> = ((fact: FactOf<T>, names: TimelineNames) => Details) | null;

const alone = (): Details => ({});
const byAgent = ({ agent }: { agent: AgentId }, names: TimelineNames): Details => ({ agent: names.agent(agent) });
const ofQueue = ({ queue }: { queue: QueueId }, names: TimelineNames): Details => ({ queue: names.queue(queue) });
const ofLeg = ({ leg }: { leg: LegId }, names: TimelineNames): Details => names.leg(leg);

const lines = {
  'agent.connected': null,
  'agent.disconnected': null,
  'agent.moved': null,
  'agent.changed': null,
  'station.changed': null,
  'mobile.switched': null,
  'call.started': alone,
  'call.queued': ofQueue,
  'call.askedForMessage': ofQueue,
  'call.offered': byAgent,
  'offer.ended': (fact, names) => ({ ...byAgent(fact, names), result: fact.result }),
  'leg.started': null,
  'leg.ringing': null,
  'leg.answered': ofLeg,
  'leg.ended': (fact, names) => ({ ...ofLeg(fact, names), result: fact.ending.cause, by: fact.ending.owner }),
  'leg.held': ofLeg,
  'leg.resumed': ofLeg,
  'call.held': byAgent,
  'call.resumed': byAgent,
  'call.muted': ofLeg,
  'call.unmuted': ofLeg,
  'digits.sent': ofLeg,
  'flow.started': (fact, names) => ({ ...byAgent(fact, names), flow: fact.name }),
  'flow.keyed': ({ step, key, label }) => ({ pressed: { step, key, label } }),
  'flow.ended': ({ result }) => ({ result }),
  'recording.started': alone,
  'recording.paused': alone,
  'recording.resumed': alone,
  'call.ended': ({ record }) => ({ result: record.outcome }),
  'dial.refused': null,
  'call.refused': null,
} as const satisfies { [T in FactType]: Line<T> };

/** Facts that have a line, so that words can be asked for each of them. */
export type ToldFact = { [T in FactType]: (typeof lines)[T] extends null ? never : T }[FactType];

/** Null: the fact has no line. */
export function timelineRow({ at, fact }: { at: Time; fact: Fact }, names: TimelineNames): TimelineRow | null {
  const line = (lines as Readonly<Record<string, ((fact: Fact, names: TimelineNames) => Details) | null>>)[fact.type];
  return line ? { at, type: fact.type, ...line(fact, names) } : null;
}
