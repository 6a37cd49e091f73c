/** What the switch shows a workbench: everything the call bar needs, already cut to this agent and masked (D25). */
import { z } from 'zod';
import { Direction, Ending } from './codes';
import { Reason } from './directory';
import { AgentId, CallId, FlowId, LegId, QueueId, TenantId, Time } from './ids';
import { Activity, Intent } from './states';
import { Subject } from './subject';

export const PartyView = z.object({
  leg: LegId,
  kind: z.enum(['customer', 'agent', 'external']),
  name: z.string(), // agent name, or the masked number
  state: z.enum(['dialing', 'ringing', 'answered', 'ended']),
  ending: Ending.optional(),
});
export type PartyView = z.infer<typeof PartyView>;

/** What a customer pressed in a step of a flow, and what it means. */
export const PressedKey = z.object({ step: z.string(), key: z.string(), label: z.string() });

/** In-call self-service (CTL-25): what the customer is told and has pressed (IVR-02); it stays to be read until the call ends. */
export const FlowView = z.object({
  name: z.string(),
  step: z.string(),
  pressed: z.array(PressedKey),
  running: z.boolean(),
});
export type FlowView = z.infer<typeof FlowView>;

export const CallView = z.object({
  id: CallId,
  direction: Direction,
  /** one word for the bar, derived from the seating plan */
  phase: z.enum(['offered', 'dialing', 'talking', 'held', 'flow', 'returning', 'ended']), // returning: this agent's phone is on its way back after a reload
  number: z.string(), // the other side, masked for those who may not see it
  dnis: z.string(),
  queue: z.object({ id: QueueId, name: z.string() }).nullable(),
  /** the agent's phone answers by itself: no ring, no answer bar (INB-05) */
  auto: z.boolean().default(false),
  /** it rings or talks on this agent's mobile: answered there, not on the screen (INB-13) */
  onMobile: z.boolean().default(false),
  startedAt: Time,
  /** when this agent and the other side began to talk */
  answeredAt: Time.nullable(),
  heldAt: Time.nullable(),
  /** the other side holds the call on its own phone and hears nobody */
  heldByOther: z.boolean().default(false),
  /** milliseconds the caller waited before this offer */
  waitedMs: z.number().int().nonnegative(),
  muted: z.boolean(),
  recording: z.enum(['off', 'on', 'paused']),
  flow: FlowView.nullable().default(null),
  parties: z.array(PartyView),
  ending: Ending.nullable(),
  /** the row that it is about */
  subject: Subject.nullable().default(null),
});
export type CallView = z.infer<typeof CallView>;

export const QueueView = z.object({
  id: QueueId,
  name: z.string(),
  waiting: z.number().int().nonnegative(),
  oldest: Time.nullable(),
}); // INB-11, ACD-04

export type QueueView = z.infer<typeof QueueView>;

/** No field has a default: the switch tells those that changed. */
export const AgentView = z.object({
  agent: z.object({ id: AgentId, number: z.string(), name: z.string(), groups: z.array(z.string()) }), // WB-02
  tenant: z.object({ id: TenantId, code: z.string(), name: z.string() }), // WB-12
  reasons: z.array(Reason),
  intent: Intent,
  activity: Activity,
  since: Time, // start of the shown state: the later of both facts' changes
  signedInAt: Time.nullable(),
  microphone: z.boolean(), // LOG-35
  /** `peer`: what is registered, the browser or a desk phone (LOG-28) */
  station: z.object({
    registered: z.boolean(),
    peer: z.enum(['browser', 'phone']).nullable().default(null),
    latencyMs: z.number().nonnegative().nullable(),
  }), // STA-27, STA-47
  /** INB-13, OUT-11. `bound`: there is a number, and a line to it; without, the switches are off */
  mobile: z.object({ bound: z.boolean(), answering: z.boolean(), dialing: z.boolean() }),
  mayDial: z.boolean(),
  mayHangUpInbound: z.boolean(),
  /** the call in hand, or in wrap-up the one just ended */
  call: CallView.nullable(),
  /** what the agent may start in a call (IVR-01) */
  flows: z.array(z.object({ id: FlowId, name: z.string() })),
});
export type AgentView = z.infer<typeof AgentView>;
