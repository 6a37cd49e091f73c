/** Dialogs as plain records (RFC 3261 §12): what a process needs to go on, and nothing that dies with it. */
import type { Header, Message, Request, Response } from '../message/message';
import { header, list } from '../message/message';
import { parseAddress } from '../message/address';
import { parseUri } from '../message/uri';
import type { RequestDraft } from '../transaction/client';

export type Dialog = {
  readonly callId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  /** our From value in requests, with tag; and the peer's, as To */
  readonly local: string;
  readonly remote: string;
  readonly localSeq: number;
  /** null: the peer has sent no request yet */
  readonly remoteSeq: number | null;
  /** the peer's Contact URI */
  readonly target: string;
  readonly routes: readonly string[];
  /** we sent the INVITE: we own the Call-ID (§14.1) */
  readonly caller: boolean;
};

/** §12.1.1. A Contact is missing only from RFC 2543 peers: then the address in From must do. */
export function uasDialog(invite: Request, localTag: string): Dialog {
  const to = header(invite, 'to') ?? '';
  return {
    callId: invite.callId,
    localTag,
    remoteTag: invite.fromTag,
    local: `${to};tag=${localTag}`,
    remote: header(invite, 'from') ?? '',
    localSeq: 0,
    remoteSeq: invite.cseq.seq,
    target: contactOf(invite) ?? invite.from.uri,
    routes: list(invite, 'record-route'),
    caller: false,
  };
}

/** §12.1.2: from a response with a To tag to our INVITE. */
export function uacDialog(response: Response, target: string): Dialog {
  return {
    callId: response.callId,
    localTag: response.fromTag,
    remoteTag: response.toTag,
    local: header(response, 'from') ?? '',
    remote: header(response, 'to') ?? '',
    localSeq: response.cseq.seq,
    remoteSeq: null,
    target: contactOf(response) ?? target,
    routes: list(response, 'record-route').reverse(),
    caller: true,
  };
}

/** The URI of the first Contact, if it is one we can send to. */
export function contactOf(m: Message): string | undefined {
  const value = list(m, 'contact')[0];
  const uri = value === undefined ? undefined : parseAddress(value)?.uri;
  return uri && parseUri(uri) ? uri : undefined;
}

/** §12.2.1.1: the next request of ours in this dialog. `seq` is given for ACK and PRACK's like; without it the dialog's grows by one. */
export function inDialog(
  dialog: Dialog,
  method: string,
  headers: readonly Header[],
  body = '',
  seq?: number,
): { dialog: Dialog; draft: RequestDraft } {
  const used = seq ?? dialog.localSeq + 1;
  const { uri, routes } = routing(dialog);
  const draft: RequestDraft = {
    method,
    uri,
    headers: [
      ...routes.map((r): Header => ['Route', r]),
      ['Max-Forwards', '70'],
      ['From', dialog.local],
      ['To', dialog.remote],
      ['Call-ID', dialog.callId],
      ['CSeq', `${used} ${method}`],
      ...headers,
    ],
    body,
  };
  return { dialog: seq === undefined ? { ...dialog, localSeq: used } : dialog, draft };
}

/** A first route without `lr` is a strict router of RFC 2543: it becomes the request URI, the target the last route. */
function routing({ target, routes }: Dialog): { uri: string; routes: readonly string[] } {
  const first = routes[0] === undefined ? undefined : parseAddress(routes[0])?.uri;
  if (first === undefined || parseUri(first)?.params.has('lr') !== false) return { uri: target, routes };
  return { uri: first, routes: [...routes.slice(1), `<${target}>`] };
}

/** §12.2.2: a request older than the last one is out of order (500). The same number again comes on another way, from a proxy that tries anew. */
export const inOrder = (dialog: Dialog, seq: number): boolean => dialog.remoteSeq === null || seq >= dialog.remoteSeq;

/** The peer's Contact in an accepted INVITE or UPDATE, or in the 2xx to ours, is where requests go from now on (§12.2, RFC 3311 §5.2). */
export const retarget = (dialog: Dialog, m: Message): Dialog => ({ ...dialog, target: contactOf(m) ?? dialog.target });

export const dialogKey = (callId: string, localTag: string): string => `${callId} ${localTag}`;
