/** Requests of ours inside a dialog: numbered, routed, and sent again with credentials when challenged. */
import type { Header } from '../message/message';
import { inDialog, type Dialog } from '../dialog/dialog';
import { withoutCredentials } from '../auth/keyring';
import type { Answer, ClientTransaction, RequestDraft } from '../transaction/client';
import type { Env } from './env';
import type { Leg } from './leg';

/** RFC 5057 §5.1: these say that the peer, or the way to it, no longer exists. 477 is Kamailio's "cannot reach the next hop". */
const fatal: ReadonlySet<number> = new Set([404, 408, 410, 416, 430, 477, 481, 482, 483, 484, 485, 502, 604]);
export const dialogIsGone = (answer: Answer): boolean => fatal.has(answer.status);

export type InsideRequest = { method: string; headers?: readonly Header[]; body?: string };

/** Sends in the leg's dialog. `on` hears every provisional and the final answer; challenges are met here. */
export function sendInside(env: Env, leg: Leg, request: InsideRequest, on: (a: Answer) => void): void {
  if (!('dialog' in leg.phase)) return;
  sendIn(env, leg, leg.phase.dialog, request, (dialog) => env.sent(leg, dialog), on);
}

/** The same in a dialog that the leg does not (yet) call its own: an early one, or a fork's. `keep` gets it with its new CSeq. */
export function sendIn(
  env: Env,
  leg: Leg,
  dialog: Dialog,
  request: InsideRequest,
  keep: (dialog: Dialog) => void,
  on: (a: Answer) => void,
): void {
  const attempt = (from: Dialog, round: number): void => {
    const { dialog: used, draft } = inDialog(
      from,
      request.method,
      [...(request.headers ?? []), ['User-Agent', env.options.name]],
      request.body,
    );
    keep(used);
    const signed: RequestDraft = { ...draft, headers: [...draft.headers, ...leg.keys.headers(draft.method, draft.uri)] };
    const tx: ClientTransaction = env.layer.open(signed, env.destination(signed), (answer) => {
      const { response, status } = answer;
      const asked = (status === 401 || status === 407) && response !== null;
      if (!asked || !leg.keys.learn(response, round)) return on(answer);
      // meanwhile others may have used the next numbers
      const now =
        'dialog' in leg.phase && leg.phase.dialog.localTag === used.localTag && leg.phase.dialog.remoteTag === used.remoteTag
          ? leg.phase.dialog
          : used;
      attempt(now, round + 1);
    });
    if (request.method === 'INVITE') leg.invite = tx;
    tx.send();
  };
  attempt(dialog, 0);
}

/** The ACK to a 2xx (§13.2.2.4): the INVITE's number and credentials. Returns how to repeat it. */
export function sendAck(env: Env, dialog: Dialog, seq: number, credentials: readonly Header[], body = ''): () => void {
  const extra: Header[] = credentials.filter((h) => !withoutCredentials([h]).length);
  const { draft } = inDialog(dialog, 'ACK', body ? [...extra, ['Content-Type', 'application/sdp']] : extra, body, seq);
  const to = env.destination(draft);
  const text = env.layer.transmit(draft, to);
  return () => env.layer.repeat(text, to);
}

/** BYE (§15.1.1): the leg is over for us as soon as it leaves; it is forgotten when somebody answers. */
export function leave(env: Env, leg: Leg, dialog: Dialog, headers: readonly Header[]): void {
  leg.stopAll();
  leg.phase = { is: 'leaving', dialog, headers };
  env.save(leg);
  sendInside(env, leg, { method: 'BYE', headers }, ({ status }) => {
    if (status >= 200) env.forget(leg);
  });
}

/** Ends a fork nobody wants, silently (§13.2.2.4). */
export function byeSilently(env: Env, leg: Leg, dialog: Dialog): void {
  sendIn(
    env,
    leg,
    dialog,
    { method: 'BYE' },
    () => undefined,
    () => undefined,
  );
}
