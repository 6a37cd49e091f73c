/** The user agent's contract: legs by name, SDP as text, records as plain JSON. The switch and the robots both speak through it. */
import type { Clock } from './clock';

export type Address = { host: string; port: number };
export type Header = readonly [name: string, value: string];
export type Credentials = { user: string; password: string };

export type UserAgentOptions = {
  transport: 'tcp' | 'udp';
  local: Address;
  /** where every request goes first (an outbound proxy). TCP: one connection, made again when lost. Without it: to the request URI or route */
  next?: Address;
  name: string; // User-Agent and Server header
  newId: () => string; // names incoming legs
  /** digest as client, RFC 7616/2617: asked once per challenge; undefined gives up */
  credentials?: (id: string, realm: string) => Credentials | undefined;
  /** requests larger than this, or with a body larger, are answered 413 (bytes; default 65,536 / 32,768) */
  limits?: { message: number; body: number };
  /** asks for a session timer of so many seconds (RFC 4028; at least 90). Without it only the peer's wish is followed */
  sessionExpires?: number;
  /** does sound still come from the leg? Then a session that nobody refreshed in time (RFC 4028 §10) is kept, not ended with BYE */
  heard?: (id: string) => boolean;
  /**
   * resolves when the records given so far survive a crash: an INVITE, or a 2xx to one, waits for it. Otherwise a phone could ring, or a caller be
   * answered, of which no successor knows. Without it nothing waits
   */
  kept?: () => Promise<void>;
  /** default: the system's. Tests run in virtual time */
  clock?: Clock;
  on: UserAgentEvents;
};

/** `from`, `to` and `uri` are URIs (`userOf` reads the user); `headers` by lower-case name; `replaces`: the leg that a Replaces header names (RFC 3891) */
export type Invitation = {
  from: string;
  fromName: string;
  to: string;
  uri: string;
  headers: ReadonlyMap<string, readonly string[]>;
  /** null: it has none; then what is given to `answer` is our offer, and `answered` tells the peer's answer */
  sdp: string | null;
  source: Address;
  replaces?: string;
};

export interface UserAgentEvents {
  /** an initial INVITE (100 has been sent). Answer with ring, answer, reject or end */
  invited(id: string, invitation: Invitation): void;
  /**
   * our INVITE was answered 3xx: where it goes instead, and its headers of ours anew (RFC 3261 §8.1.3.4); null: nowhere, the leg ends with the 3xx. Asked at
   * most five times a leg. `targets`: URIs in the peer's order
   */
  redirected?(id: string, targets: readonly string[]): { to: string; headers: readonly Header[] } | null;
  progress?(id: string, p: { status: number; sdp?: string }): void;
  /** 2xx to our INVITE, or the ACK of a call whose INVITE had no SDP; ACK is sent. Further forked 2xx are ACKed and BYEd silently (RFC 3261 §13.2.2.4) */
  answered?(id: string, a: { sdp: string }): void;
  /**
   * the leg is over, once and only once. `status`: the failure response, or 200 for BYE, 487 after CANCEL, 408 for a timeout, 481 for a peer that forgot.
   * 500 by us: what was to be said cannot stand in a SIP message (a line break in a URI or a header). `silent`: nobody said so; no answer came (408) or there was no way to send (503)
   */
  ended(id: string, e: { by: 'us' | 'them'; status: number; reason: string; silent?: true }): void;
  /** re-INVITE or UPDATE with an offer: return the answer, or reject (488) by throwing */
  reoffered?(id: string, sdp: string): Promise<string>;
  /** INFO application/dtmf-relay or application/dtmf */
  digit?(id: string, digit: string): void;
  /** REFER, RFC 3515 / Replaces: 202 and NOTIFY are the layer's work */
  referred?(id: string, target: string): void;
  /** to be kept; null: forget. Records restored with `restore` continue: CSeq only grows, ringing legs can still be answered or cancelled */
  record?(id: string, record: LegRecord | null): void;
  /** a message that was dropped or refused, for one log line */
  refused?(why: string, source: Address): void;
}

/** Plain JSON; its inside belongs to this package. */
export type LegRecord = Readonly<Record<string, unknown>>;

export interface UserAgent {
  /** resolves when it listens; over TCP the first try to reach `next` has ended by then, well or not */
  start(): Promise<void>;
  /** where it listens: a port 0 has become a real one */
  address(): Address;
  close(): Promise<void>;
  connected(): boolean;
  /** `to` is the request URI and To, `from` a URI. Throws when the id is in use */
  invite(id: string, i: { to: string; from: string; fromName?: string; sdp: string; headers?: readonly Header[] }): void;
  ring(id: string, sdp?: string): void;
  answer(id: string, sdp: string): void;
  reject(id: string, status: number, reason?: string): void;
  /** the right act for the leg's state: CANCEL, BYE, or a final response (`status`, default 480) */
  end(id: string, e?: { status?: number; reason?: string }): void;
  /** the peer's answer; rejects with a SipError. Waits out a glare (491) */
  reinvite(id: string, sdp: string): Promise<string>;
  /** INFO; resolves with whether the peer took it */
  sendDigit(id: string, digit: string): Promise<boolean>;
  /** OPTIONS in the dialog: 481, 408 or a dead transport end the leg */
  check(id: string): void;
  /** before `start`, so that no message for a leg of old arrives first; needs the former process's local address */
  restore(records: ReadonlyMap<string, LegRecord>): void;
  /** REGISTER (robots and desk phones); resolves with the final status. expires 0 removes */
  register(r: { user: string; domain: string; credentials: Credentials; expires: number }): Promise<number>;
  /** OPTIONS outside a dialog; resolves with the final status, 408 on timeout */
  options(uri: string): Promise<number>;
}
