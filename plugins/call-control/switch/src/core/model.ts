/** The shapes of the live world. Records are immutable; the maps that hold them belong to the one step that runs. */
import type {
  Activity,
  AgentId,
  CallId,
  CallView,
  Direction,
  DirectoryFlow,
  Ending,
  FlowView,
  Intent,
  LegId,
  Party,
  Play,
  QueueId,
  Segment,
  Subject,
  TenantId,
  Time,
  TrunkId,
} from '@zuoxi/contracts';
import type { DirectoryIndex } from './directory-index';
import type { Heap } from './heap';
import type { Hour } from './hour';
import type { Peer } from './peer';

export type Leg = {
  readonly id: LegId;
  readonly party: Party;
  /** who called whom: `in` came to us as an INVITE, `out` was dialled by us */
  readonly way: 'in' | 'out';
  readonly peer: Peer;
  /** an agent's mobile: the trunk that it is reached over, of which it takes a line beside the customer's */
  readonly line?: TrunkId;
  /** over a line of the tenant: what a minute costs, as the tariff was when it was dialled */
  readonly perMinute?: number;
  /** a mobile that was picked up, by a person or by a voicemail box: it rings on for everybody else until a key is pressed */
  readonly asked?: true;
  /** keys of the last moments that came in one way alone: some send each by INFO and as a telephone event */
  readonly keys?: readonly Key[];
  /** by its own side: it hears nobody */
  readonly held?: boolean;
  readonly startedAt: Time;
  readonly ringingAt: Time | null;
  readonly answeredAt: Time | null;
} & LegState;

export type Key = { readonly digit: string; readonly by: 'info' | 'sound'; readonly at: Time };

export type LegState =
  | { readonly state: 'dialing' }
  | { readonly state: 'ringing'; readonly early: boolean } // early: sound already comes from it
  | { readonly state: 'answered' }
  | { readonly state: 'ended'; readonly at: Time; readonly ending: Ending };

/** Why a room plays what it plays; `hold` is how a held call is known: there is no hold state. */
export type Sound = {
  readonly why: 'welcome' | 'wait' | 'ring' | 'hold' | 'return' | 'voicemail' | 'beep' | 'confirm' | 'flow';
  readonly play: Play;
};
export type Room = {
  readonly legs: readonly LegId[];
  readonly sound: Sound | null;
  readonly since: Time;
  /** who sits here hears also themselves (试呼) */
  readonly echo?: true;
};
export type Watch = { readonly by: LegId; readonly over: LegId; readonly mode: 'listen' | 'whisper' | 'barge' };

export type Call = {
  readonly id: CallId;
  readonly tenant: TenantId;
  readonly direction: Direction;
  readonly ani: string;
  /** numbers that passed it on to us, the latest first */
  readonly divertedFrom?: readonly string[];
  readonly dnis: string;
  readonly legs: readonly Leg[];
  readonly rooms: readonly Room[];
  readonly watches: readonly Watch[];
  readonly muted: readonly LegId[];
  /** the line it takes; null: internal */
  readonly trunk: TrunkId | null;
  readonly queue: QueueId | null;
  /** in the queue now, and since when: a requeued call keeps its time (I3) */
  readonly waiting: { readonly since: Time; readonly priority: number } | null;
  /** an outbound call: whom to dial once the agent's own leg is up */
  readonly toDial: Dial | null;
  /** the agent's page was loaded anew: the seat is kept until then */
  readonly returning: { readonly agent: AgentId; readonly until: Time } | null;
  readonly voicemail: Voicemail | null;
  readonly flow: Flow | null;
  readonly recording: { readonly name: string; readonly paused: boolean } | null;
  readonly segments: readonly Segment[];
  /** the row that it is about, said when somebody dialled */
  readonly subject: Subject | null;
  readonly startedAt: Time;
  readonly queuedAt: Time | null;
  readonly talkingAt: Time | null;
  readonly ringMs: number;
  readonly holdMs: number;
  readonly talkMs: number;
};

/** REC-11: the caller left the queue and listens to the prompt, or leaves a message; both end at `until` at the latest. */
export type Voicemail =
  { readonly state: 'prompt'; readonly until: Time } | { readonly state: 'message'; readonly since: Time; readonly until: Time };

/**
 * CTL-25: the customer sits alone with prompts and presses keys. The plan is a copy: a flow that is edited does not change under a customer.
 * A prompt is over when the mixer says so, at `until` at the latest; then a key is awaited until `until`. What was pressed stays after the end.
 */
export type Flow = { readonly plan: DirectoryFlow; readonly step: string; readonly pressed: FlowView['pressed'] } & (
  { readonly state: 'prompt' | 'patience'; readonly tries: number; readonly until: Time } | { readonly state: 'ended' }
);

export type Dial =
  | { readonly kind: 'trunk'; readonly trunk: TrunkId; readonly number: string }
  | { readonly kind: 'agent'; readonly agent: AgentId }
  | { readonly kind: 'echo' };

export type Agent = {
  readonly id: AgentId;
  readonly tenant: TenantId;
  readonly intent: Intent;
  readonly activity: Activity;
  readonly since: Time;
  /** orders the idle: the longest idle is served first */
  readonly idleSince: Time;
  readonly signedInAt: Time | null;
  readonly session: {
    readonly id: string;
    readonly page: string;
    readonly since: Time;
    readonly lostAt: Time | null;
  } | null;
  readonly microphone: boolean;
  readonly station: Peer | null;
  /** the phone could not be reached: nothing is offered to it until then, or until it registers anew */
  readonly asideUntil: Time | null;
  /** STA-22. Remembered while signed out, without effect: who signs out wants no calls, and finds the switches as they were */
  readonly mobile: { readonly answering: boolean; readonly dialing: boolean };
  /** shown in wrap-up, dialled again by redial. In full: it is masked when it is shown */
  readonly last: { readonly view: CallView; readonly number: string } | null;
};

export type World = {
  readonly shard: string;
  epoch: number;
  counter: number;
  seq: number;
  directory: DirectoryIndex;
  readonly calls: Map<CallId, Call>;
  readonly legs: Map<LegId, CallId>;
  readonly agents: Map<AgentId, Agent>;
  /** waiting calls by queue, available agents by group, what falls due: derived from the records, never stored */
  readonly waiting: Map<QueueId, Heap<CallId>>;
  readonly available: Map<string, Heap<AgentId>>;
  readonly agenda: Heap<string>;
  /** lines taken of each trunk, and whose availability hangs on a free one; derived too */
  readonly lines: Map<TrunkId, number>;
  readonly byMobile: Set<AgentId>;
  /** what was dialled and paid in the last hour, by `agent/<id>` and `tenant/<id>` */
  readonly hours: Map<string, Hour>;
  /** legs that cost something now; derived (costs.ts) */
  readonly running: Map<TenantId, { readonly legs: number; readonly price: number; readonly begun: number }>;
};
