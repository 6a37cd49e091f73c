/** Ending a leg: the right act for its state. */
import { quote } from '../message/params';
import type { Header, Request } from '../message/message';
import { header } from '../message/message';
import { phraseOf } from '../message/reasons';
import type { ServerTransaction } from '../transaction/server';
import type { Env } from './env';
import { refuse } from './incoming';
import { dialogIsGone, leave, sendInside } from './inside';
import type { Leg } from './leg';
import { cancel } from './outgoing';
import { finishRefer } from './refer';
import { gone } from './reoffer';

type Why = { status?: number; reason?: string };

/** RFC 3326, where there is something to say. */
const reasonHeader = ({ status, reason }: Why): Header[] =>
  status === undefined && reason === undefined
    ? []
    : [['Reason', `SIP;cause=${status ?? 200}${reason ? `;text=${quote(reason)}` : ''}`]];

export function end(env: Env, leg: Leg, why: Why): void {
  if (leg.over) return;
  const { phase } = leg;
  if (phase.is === 'calling') return cancel(env, leg, reasonHeader(why));
  if (phase.is === 'invited') return reject(env, leg, why.status ?? 480, why.reason);
  if (phase.is === 'leaving') return;
  finishRefer(env, leg, 200);
  env.over(leg, { by: 'us', status: 200, reason: why.reason ?? 'hung up' });
  leg.stop('session');
  const bye = () => {
    leg.byeAfterAck = null;
    if (leg.phase.is === 'talking') leave(env, leg, leg.phase.dialog, reasonHeader(why));
  };
  // §15: the called side must not send BYE before the ACK; without ACK the 2xx runs out first. The caller may hang up any time
  if (phase.unacked && !phase.dialog.caller) {
    leg.byeAfterAck = bye;
    env.save(leg);
  } else bye();
}

export function reject(env: Env, leg: Leg, status: number, reason: string | undefined): void {
  if (leg.over) return;
  refuse(env, leg, status, reasonHeader({ status, ...(reason === undefined ? {} : { reason }) }), undefined, {
    by: 'us',
    status,
    reason: reason ?? phraseOf(status),
  });
}

/** OPTIONS in the dialog: ends the leg when the peer no longer knows it, or nobody answers. */
export function check(env: Env, leg: Leg): void {
  if (leg.phase.is !== 'talking' || leg.over) return;
  sendInside(env, leg, { method: 'OPTIONS', headers: [['Accept', 'application/sdp']] }, (answer) => {
    if (leg.over || answer.status < 300) return;
    if (!env.cutOff(answer) && (dialogIsGone(answer) || answer.response === null)) gone(env, leg, answer.status, answer.reason);
  });
}

/** Their BYE (§15.1.2), in a dialog that is confirmed or still early. */
export function takeBye(env: Env, leg: Leg, tx: ServerTransaction): void {
  env.respond(tx, 200);
  const ended = { by: 'them', status: 200, reason: reasonOf(tx.request) ?? 'hung up' } as const;
  if (leg.phase.is === 'invited') return refuse(env, leg, 487, [], undefined, ended);
  if (leg.phase.is === 'calling') return; // a fork's early dialog ended; the INVITE itself will say what became of it
  if (leg.served?.pending) env.respond(leg.served, 487); // a re-INVITE that waits
  env.finish(leg, ended);
}

/** Their CANCEL of an INVITE that has no final response (§9.2). */
export function takeCancel(env: Env, leg: Leg, tx: ServerTransaction, request: Request): void {
  if (leg.phase.is === 'talking') {
    leg.offer = 'none';
    env.respond(tx, 487);
    // no re-INVITE: our 2xx to the first one had not left yet
    if (leg.phase.unacked?.invite) env.finish(leg, { by: 'them', status: 487, reason: reasonOf(request) ?? 'cancelled' });
    return;
  }
  refuse(env, leg, 487, [], undefined, { by: 'them', status: 487, reason: reasonOf(request) ?? 'cancelled' });
}

/** `text` of a Reason header (RFC 3326). */
const reasonOf = (request: Request): string | undefined =>
  /;\s*text\s*=\s*"([^"]{0,200})"/i.exec(header(request, 'reason') ?? '')?.[1];
