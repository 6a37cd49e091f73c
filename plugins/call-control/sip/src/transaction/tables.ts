/**
 * The four transaction machines as tables: state × event → next state and what to do. No entry: nothing happens.
 * Figures 5 to 8 of RFC 3261 with the `accepted` states of RFC 6026. A timer runs while the state lists it.
 */
import type { TimerName } from './timers';

export type Table<S extends string, E extends string, A extends string> = {
  readonly moves: Readonly<Record<S, Partial<Record<E, readonly [next: S | 'terminated', ...acts: A[]]>>>>;
  readonly timers: Readonly<Record<S, readonly TimerName[]>>;
};

export type ClientState = 'calling' | 'trying' | 'proceeding' | 'completed' | 'accepted';
/** `opened`: the connection was made anew; `unreachable`: there will be none */
export type ClientEvent = '1xx' | '2xx' | 'failure' | 'opened' | 'unreachable' | TimerName;
export type ClientAct = 'send' | 'ack' | 'report' | 'timeout' | 'giveUp';

export const inviteClient: Table<
  Extract<ClientState, 'calling' | 'proceeding' | 'completed' | 'accepted'>,
  ClientEvent,
  ClientAct
> = {
  moves: {
    calling: {
      '1xx': ['proceeding', 'report'],
      '2xx': ['accepted', 'report'],
      failure: ['completed', 'ack', 'report'],
      A: ['calling', 'send'],
      opened: ['calling', 'send'],
      B: ['terminated', 'timeout'],
      unreachable: ['terminated', 'giveUp'],
    },
    proceeding: {
      '1xx': ['proceeding', 'report'],
      '2xx': ['accepted', 'report'],
      failure: ['completed', 'ack', 'report'],
    },
    completed: { failure: ['completed', 'ack'], D: ['terminated'] },
    accepted: { '2xx': ['accepted', 'report'], M: ['terminated'] },
  },
  timers: { calling: ['A', 'B'], proceeding: [], completed: ['D'], accepted: ['M'] },
};

export const plainClient: Table<Extract<ClientState, 'trying' | 'proceeding' | 'completed'>, ClientEvent, ClientAct> = {
  moves: {
    trying: {
      '1xx': ['proceeding', 'report'],
      '2xx': ['completed', 'report'],
      failure: ['completed', 'report'],
      E: ['trying', 'send'],
      opened: ['trying', 'send'],
      F: ['terminated', 'timeout'],
      unreachable: ['terminated', 'giveUp'],
    },
    proceeding: {
      '1xx': ['proceeding', 'report'],
      '2xx': ['completed', 'report'],
      failure: ['completed', 'report'],
      E2: ['proceeding', 'send'],
      opened: ['proceeding', 'send'],
      F: ['terminated', 'timeout'],
    },
    completed: { K: ['terminated'] },
  },
  timers: { trying: ['E', 'F'], proceeding: ['E2', 'F'], completed: ['K'] },
};

export type ServerState = 'trying' | 'proceeding' | 'accepted' | 'completed' | 'confirmed';
/** `request`: it came again; `send…`: the user agent responds */
export type ServerEvent = 'request' | 'ack' | 'send1xx' | 'send2xx' | 'sendFailure' | TimerName;
export type ServerAct = 'send' | 'sendLast' | 'reportAck';

export const inviteServer: Table<
  Extract<ServerState, 'proceeding' | 'accepted' | 'completed' | 'confirmed'>,
  ServerEvent,
  ServerAct
> = {
  moves: {
    proceeding: {
      request: ['proceeding', 'sendLast'],
      send1xx: ['proceeding', 'send'],
      send2xx: ['accepted', 'send'],
      sendFailure: ['completed', 'send'],
    },
    accepted: { send2xx: ['accepted', 'send'], ack: ['accepted', 'reportAck'], L: ['terminated'] },
    completed: { request: ['completed', 'sendLast'], G: ['completed', 'sendLast'], ack: ['confirmed'], H: ['terminated'] },
    confirmed: { I: ['terminated'] },
  },
  timers: { proceeding: [], accepted: ['L'], completed: ['G', 'H'], confirmed: ['I'] },
};

export const plainServer: Table<Extract<ServerState, 'trying' | 'proceeding' | 'completed'>, ServerEvent, ServerAct> = {
  moves: {
    trying: { send1xx: ['proceeding', 'send'], send2xx: ['completed', 'send'], sendFailure: ['completed', 'send'] },
    proceeding: {
      request: ['proceeding', 'sendLast'],
      send1xx: ['proceeding', 'send'],
      send2xx: ['completed', 'send'],
      sendFailure: ['completed', 'send'],
    },
    completed: { request: ['completed', 'sendLast'], J: ['terminated'] },
  },
  timers: { trying: [], proceeding: [], completed: ['J'] },
};
