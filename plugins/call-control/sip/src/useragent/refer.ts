/** REFER (RFC 3515): the peer asks us to call somebody else. Accepted with 202; NOTIFYs say that it is tried, and that it is done. */
import { parseAddress } from '../message/address';
import { list, type Header } from '../message/message';
import { phraseOf } from '../message/reasons';
import type { ServerTransaction } from '../transaction/server';
import type { Env } from './env';
import { sendInside } from './inside';
import type { Leg } from './leg';

/** The subscription ends at the latest after so long; the peer then hears that nothing is known. */
const notifyForS = 60;

export function takeRefer(env: Env, leg: Leg, tx: ServerTransaction): void {
  if (!env.on.referred || leg.phase.is !== 'talking') return env.respond(tx, 603);
  const targets = list(tx.request, 'refer-to'); // §2.4.2: exactly one
  const target = targets.length === 1 ? parseAddress(targets[0] ?? '')?.uri : undefined;
  if (!target) return env.respond(tx, 400, [], '', 'Bad Request - Refer-To');
  env.respond(tx, 202, [env.contact()]);
  leg.referSeq = tx.request.cseq.seq;
  notify(env, leg, 100, `active;expires=${notifyForS}`);
  leg.after('notify', notifyForS * 1000, () => finishRefer(env, leg, 503));
  env.on.referred(leg.id, target);
}

/** The last NOTIFY: when we hang up a leg that referred us, the transfer has been made. */
export function finishRefer(env: Env, leg: Leg, status: number): void {
  if (leg.referSeq === null) return;
  leg.stop('notify');
  notify(env, leg, status, 'terminated;reason=noresource');
  leg.referSeq = null;
}

function notify(env: Env, leg: Leg, status: number, state: string): void {
  const headers: Header[] = [
    env.contact(),
    ['Event', `refer;id=${leg.referSeq}`], // §2.4.6: told apart by the REFER's CSeq
    ['Subscription-State', state],
    ['Content-Type', 'message/sipfrag;version=2.0'],
  ];
  sendInside(env, leg, { method: 'NOTIFY', headers, body: `SIP/2.0 ${status} ${phraseOf(status)}\r\n` }, () => undefined);
}
