/** Everything that can happen to the world, and what a step answers. */
import type { AgentId, Command, Directory, ErrorCode, QueueId, Subject, SwitchEvent, Time } from '@zuoxi/contracts';
import type { AdapterInput, Effect } from '../ports';

/** A command as it is once its seal is open: what a call is about was said by the record plane alone. */
export type OpenCommand =
  | Exclude<Command, { type: 'call.callBack' | 'call.dial' }>
  | (Extract<Command, { type: 'call.dial' }> & { subject?: Subject | null });

export type Input =
  | AdapterInput
  /** a workbench says hello; refused with `sessionElsewhere` unless it moves the session here (LOG-04, D10) */
  | {
      on: 'agent.connected';
      agent: AgentId;
      session: string;
      page: string;
      move: boolean;
      online: boolean | undefined;
    }
  | { on: 'agent.disconnected'; agent: AgentId; session: string; page: string }
  | { on: 'agent.microphone'; agent: AgentId; ok: boolean }
  | { on: 'command'; agent: AgentId; command: OpenCommand }
  | { on: 'directory'; directory: Directory }
  /** the switch started again: sockets and registrations of before are not known to hold (design §2, recovery) */
  | { on: 'booted' }
  /** the clock reached the agenda's first entry */
  | { on: 'due' };

/** A fact and the agents whose workbenches are told of it. */
export type AddressedEvent = { readonly event: SwitchEvent; readonly to: readonly AgentId[] };

export type Outcome = {
  readonly effects: readonly Effect[];
  readonly events: readonly AddressedEvent[];
  /** for inputs that somebody waits for: null is done */
  readonly refusal: ErrorCode | null;
  /** whose workbench looks different now */
  readonly touched: ReadonlySet<AgentId>;
  /** in which somebody came, left or was taken, or which are configured anew */
  readonly queues: ReadonlySet<QueueId>;
  /** for the log: what was refused, with its ids */
  readonly notes: readonly string[];
};

export type { AdapterInput, Effect, Time };
