import type { AgentView, CommandType, ErrorCode, QueueView, SipCredentials, Time } from '@zuoxi/contracts';

/** The socket to the switch. Only `connecting` heals by itself; the others wait for the person. */
export type Link =
  | { kind: 'off' }
  | { kind: 'connecting'; since: Time; tries: number; code: ErrorCode | null }
  | { kind: 'up' }
  /** another browser holds the session, since when, and whether the tenant lets it move here (LOG-04, D10) */
  | { kind: 'elsewhere'; since: Time | null; mayMove: boolean }
  /** another browser took it from this page */
  | { kind: 'moved' }
  /** the same login was opened in another tab (a duplicated tab) */
  | { kind: 'replaced' }
  | { kind: 'refused'; code: ErrorCode };

export type LiveState = {
  link: Link;
  /** the switch's last word; kept while the link is down, because the call goes on */
  view: AgentView | null;
  /** those that this agent serves */
  queues: readonly QueueView[];
  /** the switch's clock minus this browser's, ms */
  offset: number;
  /** round trip of the last ping, ms */
  latencyMs: number | null;
  sip: SipCredentials | null;
  /** commands on their way: a pressed button waits for the switch, nothing is shown before it is true */
  pending: ReadonlySet<CommandType>;
};

export const noLive: LiveState = {
  link: { kind: 'off' },
  view: null,
  queues: [],
  offset: 0,
  latencyMs: null,
  sip: null,
  pending: new Set(),
};
