/** A leg's state is a shape (plain JSON): this is what `record` gives away and `restore` takes back. */
import type { Dialog } from '../dialog/dialog';
import type { Header } from '../message/message';
import type { RequestDraft } from '../transaction/client';

/** RFC 4028: when to refresh, or when to give up, and when it is over at last. Times by the clock, so that a successor goes on. */
export type Session = {
  readonly interval: number;
  readonly refresher: 'us' | 'them';
  readonly due: number;
  readonly expires: number;
};

/** Our INVITE has no final response. `early`: a dialog a fork that sent a reliable provisional response (RFC 3262). */
export type Calling = {
  readonly is: 'calling';
  readonly draft: RequestDraft;
  readonly branch: string;
  readonly round: number;
  /** how often a 3xx was followed */
  readonly redirects?: number;
  readonly early: readonly { readonly dialog: Dialog; readonly rseq: number }[];
  /** by the tag of the fork: the answer in a provisional response; its 2xx may come without (RFC 3261 §13.2.1). Missing in older records */
  readonly answers?: Readonly<Record<string, string>>;
  /** of older records: the last reliable answer, whosever it was */
  readonly answer?: string | null;
  /** we want it ended; the headers go into the CANCEL */
  readonly cancel: readonly Header[] | null;
};

/** Their INVITE has no final response. `invite`: its headers as text, enough to respond. */
export type Invited = {
  readonly is: 'invited';
  readonly invite: string;
  readonly dialog: Dialog;
  /** SDP already sent in a reliable provisional response */
  readonly localSdp: string | null;
  readonly rseq: number;
  /** it had no SDP: our 2xx brings the offer, the ACK the answer (RFC 3261 §13.2.1) */
  readonly late?: true;
};

export type Talking = {
  readonly is: 'talking';
  readonly dialog: Dialog;
  /** last sent: repeated to refresh, or when the peer asks for an offer */
  readonly localSdp: string;
  readonly session: Session | null;
  readonly peerUpdates: boolean;
  /** our 2xx has no ACK yet: it is repeated until then (RFC 3261 §13.3.1.4). Texts are empty for a re-INVITE: a successor leaves that to the peer */
  readonly unacked: { readonly invite: string; readonly response: string; readonly seq: number; readonly late?: true } | null;
};

/** Over for us; the BYE has no response yet. */
export type Leaving = { readonly is: 'leaving'; readonly dialog: Dialog; readonly headers: readonly Header[] };

export type Phase = Calling | Invited | Talking | Leaving;

const holds: Readonly<Record<Phase['is'], readonly string[]>> = {
  calling: ['draft', 'branch', 'early'],
  invited: ['invite', 'dialog', 'rseq'],
  talking: ['dialog', 'localSdp'],
  leaving: ['dialog', 'headers'],
};

/** At the door: is this what an earlier process of this version gave away? */
export function isPhase(value: unknown): value is Phase {
  if (typeof value !== 'object' || value === null || !('is' in value)) return false;
  const { is } = value;
  if (typeof is !== 'string' || !Object.hasOwn(holds, is)) return false;
  return holds[is as Phase['is']].every((key) => key in value);
}
