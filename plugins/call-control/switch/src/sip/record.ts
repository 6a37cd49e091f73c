/** What the adapter must know of a leg, as JSON: it survives the process (ports.ts, Records). */
import type { AgentId, Ending, TrunkId } from '@zuoxi/contracts';
import type { LegRecord } from '@zuoxi/sip';
import type { Peer } from '../ports';

export type Party = { readonly kind: 'trunk'; readonly trunk: TrunkId } | { readonly kind: 'agent'; readonly agent: AgentId };

/** A call of ours as the INVITE will say it. */
export type Dial = {
  readonly peer: Peer;
  readonly to: string;
  readonly from: string;
  readonly fromName: string;
  readonly headers: readonly (readonly [string, string])[];
};

export type Stage =
  /** we call: the media is being asked for its offer, no INVITE was sent */
  | { readonly is: 'offering'; readonly dial: Dial }
  | { readonly is: 'calling' }
  /** they call: their offer, until it is answered; null: they want ours */
  | { readonly is: 'invited'; readonly offer: string | null; readonly peer: Peer }
  /** 2xx was said; `answer`: their SDP, until the media has taken it and the answer was reported; `awaits`: it comes with their ACK */
  | { readonly is: 'talking'; readonly answer: string | null; readonly awaits?: true };

export type SipRecord = {
  readonly party: Party;
  readonly stage: Stage;
  /** what we were told to end it with */
  readonly ending: Ending | null;
  /** the end was reported; only the SIP layer still has something to say (a BYE without response) */
  readonly over: boolean;
  readonly sip: LegRecord | null;
};
