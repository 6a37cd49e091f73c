/** What carries messages (RFC 3261 §18), as the transaction layer sees it. */
import type { Address } from '../api';
import type { Message } from '../message/message';
import type { Head, Parsed } from '../message/parse';

/** The way a request came; its responses go back on it (§18.2.2). */
export interface Flow {
  readonly remote: Address;
  /** false: this way is closed, the Via header names another. `lost` is called when that shows only later */
  send(text: string, lost?: () => void): boolean;
}

export interface Sink {
  message(message: Message, flow: Flow): void;
  malformed(parsed: Extract<Parsed, { ok: false }>, flow: Flow): void;
  /** over the limits; its body was skipped */
  tooLarge(head: Head, flow: Flow): void;
  /** a connection was made, for the first time or again: what was not answered yet should be sent (again) */
  opened(to: Address): void;
  /** no connection can be made, and none will be tried again by itself */
  failed(to: Address, why: string): void;
  refused(why: string, source: Address): void;
}

export interface Transport {
  readonly protocol: 'TCP' | 'UDP';
  /** as bound: a port 0 of the options has become a real one */
  local(): Address;
  /** resolves when it can receive. `send` before that does nothing */
  start(sink: Sink): Promise<void>;
  close(): Promise<void>;
  connected(): boolean;
  /** `keep`: hold it until a connection is open. Requests are not kept: their transaction sends them again at `opened` */
  send(text: string, to: Address, keep: boolean): void;
}

export type Limits = { message: number; body: number };
export const defaultLimits: Limits = { message: 65_536, body: 32_768 };

export const sameAddress = (a: Address, b: Address): boolean => a.host === b.host && a.port === b.port;
export const addressKey = (a: Address): string => `${a.host}:${a.port}`;
