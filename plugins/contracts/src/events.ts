/** The catalogue of facts: past tense, numbered by the switch without gap, told to the workbench and the record plane. */
import { z } from 'zod';
import { Direction, Ending, ErrorCode, Outcome } from './codes';
import { AgentId, CallId, FlowId, LegId, QueueId, TenantId, Time } from './ids';
import { Activity, Intent } from './states';
import { Subject } from './subject';

export const Party = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('customer'), number: z.string() }),
  z.object({ kind: z.literal('agent'), agent: AgentId }),
  z.object({ kind: z.literal('external'), number: z.string() }),
]);
export type Party = z.infer<typeof Party>;
export const PartyKind = z.enum(['customer', 'agent', 'external']);

export const LegRecord = z.object({
  leg: LegId,
  party: Party,
  startedAt: Time,
  ringingAt: Time.nullable(),
  answeredAt: Time.nullable(),
  endedAt: Time,
  ending: Ending,
});
export type LegRecord = z.infer<typeof LegRecord>;

/** One recorded stretch; a call has several after a mixer restart. `file` is relative to the recordings folder. */
export const Segment = z.object({ file: z.string(), startedAt: Time });
export type Segment = z.infer<typeof Segment>;

/** The call record (CDR). Every timestamp is stored; durations are formulas over them (D18). */
export const CallRecord = z.object({
  id: CallId,
  tenant: TenantId,
  direction: Direction,
  ani: z.string(),
  dnis: z.string(),
  queue: QueueId.nullable(),
  /** who talked last with the other side; else who was offered last or who dialled */
  agent: AgentId.nullable(),
  agents: z.array(AgentId), // everyone who took part
  startedAt: Time,
  queuedAt: Time.nullable(),
  /** first ring at an agent (inbound) or at the customer (outbound) */
  ringingAt: Time.nullable(),
  /** the customer's leg was answered */
  answeredAt: Time.nullable(),
  /** agent and customer began to talk (CDR-10) */
  talkingAt: Time.nullable(),
  endedAt: Time,
  ringMs: z.number().int().nonnegative(),
  holdMs: z.number().int().nonnegative(),
  talkMs: z.number().int().nonnegative(),
  outcome: Outcome,
  ending: Ending,
  legs: z.array(LegRecord),
  segments: z.array(Segment),
  /** the numbers that passed it on to us, the latest first (RFC 5806, RFC 7044) */
  divertedFrom: z.array(z.string()).default([]),
  /** what it was about; calls of before had none */
  subject: Subject.nullable().default(null),
});
export type CallRecord = z.infer<typeof CallRecord>;

const call = { call: CallId };
const leg = { call: CallId, leg: LegId };

export const Fact = z.discriminatedUnion('type', [
  z.object({ type: z.literal('agent.connected'), agent: AgentId, session: z.string() }),
  z.object({ type: z.literal('agent.disconnected'), agent: AgentId, session: z.string() }),
  z.object({ type: z.literal('agent.moved'), agent: AgentId, from: z.string(), to: z.string() }), // D10, audited
  z.object({
    type: z.literal('agent.changed'),
    agent: AgentId,
    intent: Intent,
    activity: Activity,
    was: z.object({ intent: Intent, activity: Activity }),
  }),
  z.object({ type: z.literal('station.changed'), agent: AgentId, registered: z.boolean() }),
  z.object({
    type: z.literal('mobile.switched'),
    agent: AgentId,
    answering: z.boolean(),
    dialing: z.boolean(),
    by: z.enum(['agent', 'system']), // system: the mobile could not be reached
  }),
  z.object({
    type: z.literal('call.started'),
    ...call,
    direction: Direction,
    ani: z.string(),
    dnis: z.string(),
    agent: AgentId.nullable(),
    subject: Subject.nullable().default(null),
  }),
  z.object({ type: z.literal('call.queued'), ...call, queue: QueueId }),
  z.object({ type: z.literal('call.askedForMessage'), ...call, queue: QueueId }), // out of the queue, to leave a message (REC-11)
  z.object({ type: z.literal('call.offered'), ...leg, agent: AgentId, until: Time }),
  z.object({
    type: z.literal('offer.ended'),
    ...leg,
    agent: AgentId,
    result: z.enum(['answered', 'noAnswer', 'rejected', 'callerGone', 'agentGone', 'failed']),
  }),
  z.object({ type: z.literal('leg.started'), ...leg, party: Party }),
  z.object({ type: z.literal('leg.ringing'), ...leg }),
  z.object({ type: z.literal('leg.answered'), ...leg }),
  z.object({ type: z.literal('leg.ended'), ...leg, ending: Ending }),
  z.object({ type: z.literal('leg.held'), ...leg }), // by its own side: no sound is sent to it
  z.object({ type: z.literal('leg.resumed'), ...leg }),
  z.object({ type: z.literal('call.held'), ...call, agent: AgentId }),
  z.object({ type: z.literal('call.resumed'), ...call, agent: AgentId }),
  z.object({ type: z.literal('call.muted'), ...leg }),
  z.object({ type: z.literal('call.unmuted'), ...leg }),
  z.object({ type: z.literal('digits.sent'), ...leg, digits: z.string() }),
  z.object({ type: z.literal('flow.started'), ...call, flow: FlowId, name: z.string(), agent: AgentId }), // CTL-25
  z.object({ type: z.literal('flow.keyed'), ...call, step: z.string(), key: z.string(), label: z.string() }), // IVR-02
  z.object({
    type: z.literal('flow.ended'),
    ...call,
    result: z.enum(['done', 'stopped', 'noKey']), // stopped: the agent came back to the call, or was lost for good
  }),
  z.object({ type: z.literal('recording.started'), ...call, segment: Segment }),
  z.object({ type: z.literal('recording.paused'), ...call }),
  z.object({ type: z.literal('recording.resumed'), ...call }),
  z.object({ type: z.literal('call.ended'), ...call, record: CallRecord }),
  z.object({ type: z.literal('dial.refused'), agent: AgentId, dnis: z.string(), code: ErrorCode }), // by a rule; never became a call
  z.object({ type: z.literal('call.refused'), ani: z.string(), dnis: z.string(), ending: Ending }), // never became a call (I1 counts calls)
]);
export type Fact = z.infer<typeof Fact>;

/** `seq` grows by exactly one over the life of a switch's data directory; repeated delivery carries the same seq (I6). */
export const SwitchEvent = z.object({ seq: z.number().int().positive(), at: Time, tenant: TenantId, fact: Fact });
export type SwitchEvent = z.infer<typeof SwitchEvent>;
