/**
 * The directory: everything configured that the switch must know, as one versioned snapshot.
 * The record plane sends it whole; the switch keeps the last good one on disk and can boot from it alone (design §1).
 */
import { z } from 'zod';
import { DiallingRules } from './dialling';
import { AgentId, FlowId, GroupId, PhoneNumber, QueueId, TenantId, Time, TrunkId, withheldNumber } from './ids';
import { SoundName } from './mixer';
import { Host, line } from './text';

/** ACW-02, 08..11, D5. `seconds: null` is open-ended: the agent ends it. */
export const WrapUpPolicy = z.object({
  mode: z.enum(['ring', 'answer', 'off']).default('answer'),
  seconds: z.number().int().min(1).max(3600).nullable().default(15),
});
export type WrapUpPolicy = z.infer<typeof WrapUpPolicy>;

/** A not-ready reason (D1, D2): `label` per language; `mayDial` is D1. */
export const Reason = z.object({
  code: z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/),
  label: z.object({ zh: line(255), en: line(255) }),
  mayDial: z.boolean().default(true),
  colour: z.enum(['yellow', 'blue']).default('yellow'), // STA-25
});
export type Reason = z.infer<typeof Reason>;

export const DirectoryTenant = z.object({
  id: TenantId,
  /** what people type at login (LOG-06) */
  code: line(64).min(1),
  name: line(120).min(1),
  language: z.enum(['zh', 'en']).default('zh'),
  reasons: z.array(Reason).min(1),
  /** D26 */
  agentMayHangUpInbound: z.boolean().default(true),
  /** who is logged in elsewhere may move the session (D10) */
  sessionsMayMove: z.boolean().default(true),
  /** an agent's mobile that is picked up is asked for a key first: a voicemail box presses none (STA-21) */
  mobileConfirm: z.boolean().default(true),
  /** wrap-up of calls that came through no queue */
  wrapUp: WrapUpPolicy.default({ mode: 'answer', seconds: 15 }),
  recording: z.boolean().default(true),
  dialling: DiallingRules.prefault({}),
  /** TEN-07: callers that are refused, for good or until then */
  blocked: z.array(z.object({ number: PhoneNumber.or(z.literal(withheldNumber)), until: Time.nullable() })).default([]),
});

export const DirectoryAgent = z.object({
  id: AgentId,
  tenant: TenantId,
  /** 工号, unique in the tenant */
  number: z.string().regex(/^[0-9]{2,10}$/),
  name: line(120).min(1),
  groups: z.array(GroupId),
  /** SIP user at our registrar = `id`; `ha1` is MD5(id:zuoxi:password) of a desk phone, absent for browsers only */
  ha1: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional(),
  mayDial: z.boolean().default(true),
  /** the role has `unmask`: sees full numbers, on every screen and phone (D25). Who is not said to may not */
  unmasked: z.boolean().default(false),
  /** bound by a code; calls reach the agent there (STA-21). Goes to the carrier alone, never into a view or an event (LOG-17) */
  mobile: PhoneNumber.optional(),
});

/** REC-11: when a waiting caller is asked to leave a message; off where neither says so. */
export const VoicemailPolicy = z.object({
  /** after so long in the queue; null: however long it takes */
  afterSeconds: z.number().int().min(1).max(3600).nullable().default(null),
  /** as soon as nobody is signed in to the queue's groups */
  whenNobody: z.boolean().default(false),
});

export const DirectoryQueue = z.object({
  id: QueueId,
  tenant: TenantId,
  name: line(120).min(1),
  /** agents of any of these groups serve it */
  groups: z.array(GroupId),
  priority: z.number().int().min(0).max(9).default(5),
  /** D3 */
  ringSeconds: z.number().int().min(3).max(300).default(30),
  onNoAnswer: z.enum(['break', 'ready', 'wrapUp']).default('break'),
  wrapUp: WrapUpPolicy.default({ mode: 'answer', seconds: 15 }),
  /** sound files below the sounds folder, no extension */
  welcome: SoundName.optional(),
  waitingMusic: SoundName.default('music/waiting'),
  holdMusic: SoundName.default('music/hold'),
  /** D4 */
  agentHearsHold: z.boolean().default(false),
  /** INB-05: the agent's browser answers by itself */
  autoAnswer: z.boolean().default(false),
  voicemail: VoicemailPolicy.default({ afterSeconds: null, whenNobody: false }),
});

export const DirectoryTrunk = z.object({
  id: TrunkId,
  tenant: TenantId.nullable(), // null: shared by the operator
  /** calls from these IPv4 addresses (any port) are this trunk's */
  addresses: z.array(z.ipv4()),
  /** where outbound calls go */
  host: Host,
  port: z.number().int().min(1).max(65535).default(5060),
  auth: z.object({ user: line(255), password: line(255) }).optional(),
  maxCalls: z.number().int().min(1).default(1000),
});

/** A number of ours: what an inbound call to it reaches, and whether it may be shown as caller (OUT-02..07). */
export const DirectoryNumber = z.object({
  number: PhoneNumber,
  tenant: TenantId,
  trunk: TrunkId,
  outbound: z.boolean().default(true),
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('queue'), queue: QueueId }),
    z.object({ kind: z.literal('agent'), agent: AgentId }),
    z.object({ kind: z.literal('none') }),
  ]),
});

export const DirectoryGroup = z.object({ id: GroupId, tenant: TenantId, name: line(255) });

/** What a customer presses in a step; `goesTo` names a step of the flow, null is its end. */
export const FlowKey = z.object({
  key: z.string().regex(/^[0-9*#]$/),
  /** what the key means: shown to the agent (IVR-02) */
  label: line(60),
  goesTo: line(60).nullable(),
});

export const FlowStep = z.object({
  name: line(60).min(1),
  /** a sound of `Play`, at most `longestPromptMs`; the core bears one that is missing */
  sound: SoundName,
  /** patience after the prompt */
  seconds: z.number().int().min(1).max(60).default(8),
  /** how often the prompt is played to who presses nothing */
  tries: z.number().int().min(1).max(5).default(2),
  /** none: the flow ends after the prompt */
  keys: z.array(FlowKey).default([]),
});

/** In-call self-service, made by an admin (IVR-01). It begins with its first step. */
export const DirectoryFlow = z.object({
  id: FlowId,
  tenant: TenantId,
  name: line(120).min(1),
  steps: z.array(FlowStep).min(1),
});

export const longestPromptMs = 120_000;

export const Directory = z.object({
  version: z.number().int().positive(),
  tenants: z.array(DirectoryTenant),
  groups: z.array(DirectoryGroup),
  agents: z.array(DirectoryAgent),
  queues: z.array(DirectoryQueue),
  trunks: z.array(DirectoryTrunk),
  numbers: z.array(DirectoryNumber),
  flows: z.array(DirectoryFlow).default([]),
});
export type Directory = z.infer<typeof Directory>;
export type DirectoryTenant = z.infer<typeof DirectoryTenant>;
export type DirectoryGroup = z.infer<typeof DirectoryGroup>;
export type DirectoryAgent = z.infer<typeof DirectoryAgent>;
export type DirectoryQueue = z.infer<typeof DirectoryQueue>;
export type DirectoryTrunk = z.infer<typeof DirectoryTrunk>;
export type DirectoryNumber = z.infer<typeof DirectoryNumber>;
export type DirectoryFlow = z.infer<typeof DirectoryFlow>;
export type FlowStep = z.infer<typeof FlowStep>;

/** A part that names something its tenant does not have. */
export type Dangling = { kind: 'group' | 'agent' | 'queue' | 'number' | 'flow'; id: string; tenant: TenantId; says: string };

/** Every id a part of the directory names but the directory does not hold, in the same tenant: `queue q1 names group g9, …`. */
export function dangling(d: Directory): Dangling[] {
  const own = new Set<string>([
    ...d.tenants.map((t) => `tenant ${t.id}`),
    ...d.groups.map((g) => `group ${g.id} ${g.tenant}`),
    ...d.agents.map((a) => `agent ${a.id} ${a.tenant}`),
    ...d.queues.map((q) => `queue ${q.id} ${q.tenant}`),
    ...d.trunks.flatMap((t) => (t.tenant ? [`trunk ${t.id} ${t.tenant}`] : d.tenants.map((x) => `trunk ${t.id} ${x.id}`))),
  ]);
  const found: Dangling[] = [];
  const of = (kind: Dangling['kind'], id: string, tenant: TenantId) => {
    const say = (says: string) => found.push({ kind, id, tenant, says: `${kind} ${id} names ${says}` });
    if (!own.has(`tenant ${tenant}`)) say(`tenant ${tenant}, which does not exist`);
    return (named: string, what: string) => {
      if (!own.has(`${named} ${what} ${tenant}`)) say(`${named} ${what}, which tenant ${tenant} does not have`);
    };
  };
  for (const g of d.groups) of('group', g.id, g.tenant);
  for (const a of d.agents) {
    const needs = of('agent', a.id, a.tenant);
    for (const g of a.groups) needs('group', g);
  }
  for (const q of d.queues) {
    const needs = of('queue', q.id, q.tenant);
    for (const g of q.groups) needs('group', g);
  }
  for (const f of d.flows) of('flow', f.id, f.tenant);
  for (const n of d.numbers) {
    const needs = of('number', n.number, n.tenant);
    needs('trunk', n.trunk);
    if (n.to.kind === 'queue') needs('queue', n.to.queue);
    if (n.to.kind === 'agent') needs('agent', n.to.agent);
  }
  return found;
}

export const danglingNames = (d: Directory): string[] => dangling(d).map(({ says }) => says);
