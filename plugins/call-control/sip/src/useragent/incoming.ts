/** Legs that call us: from their INVITE to our final response and its ACK (RFC 3261 §13.3). */
import { uasDialog } from '../dialog/dialog';
import { newTag } from '../ids';
import { header, list, lists, type Header, type Request } from '../message/message';
import { sdpOf } from '../message/multipart';
import { serialize, type ResponseDraft } from '../message/serialize';
import type { ServerTransaction } from '../transaction/server';
import { T1, T2 } from '../transaction/timers';
import { allowed, sdpType, supported, type Ended, type Env } from './env';
import { leave } from './inside';
import type { Leg } from './leg';
import { recordRoutes, sendProvisional } from './reliable';
import { findReplaced } from './replaces';
import { acceptSession, armSession, minimum, tooShort } from './session-timer';

/** A new INVITE that passed the general checks (§8.2). */
export function invited(env: Env, tx: ServerTransaction): void {
  const { request } = tx;
  const offer = sdpOf(request);
  if (offer.is === 'foreign') return env.respond(tx, 415, [['Accept', 'application/sdp']]);
  const encoding = header(request, 'content-encoding');
  if (encoding && encoding.toLowerCase() !== 'identity') return env.respond(tx, 415, [['Accept-Encoding', 'identity']]);
  if (request.headers.has('accept') && !list(request, 'accept').some(takesSdp))
    return env.respond(tx, 406, [['Accept', 'application/sdp']]);
  if (tooShort(request)) return env.respond(tx, 422, [['Min-SE', String(minimum)]]);
  const replaced = findReplaced(env, request);
  if (replaced === 'nobody') return env.respond(tx, 481);
  if (replaced === 'over') return env.respond(tx, 603);

  tx.toTag = newTag();
  const dialog = uasDialog(request, tx.toTag);
  const id = env.options.newId();
  const leg = env.add(
    id,
    { is: 'invited', invite: headText(request), dialog, localSdp: null, rseq: 0, ...(offer.is === 'none' && { late: true }) },
    dialog,
  );
  leg.served = tx;
  env.save(leg);
  const { from, to, uri, headers, via } = request;
  env.on.invited(id, {
    from: from.uri,
    fromName: from.name,
    to: to.uri,
    uri,
    headers,
    sdp: offer.is === 'sdp' ? offer.sdp : null,
    source: { host: via.params.get('received') ?? via.host, port: via.port ?? 5060 },
    ...(replaced && { replaces: replaced.id }),
  });
}

const takesSdp = (range: string) =>
  ['application/sdp', 'application/*', '*/*'].includes(range.split(';', 1)[0]?.trim().toLowerCase() ?? '');

/** What a successor needs of a request to respond to it: nothing more travels into the record. */
export function headText(r: Request): string {
  const kept = [
    'via',
    'from',
    'to',
    'call-id',
    'cseq',
    'record-route',
    'contact',
    'supported',
    'require',
    'allow',
    'session-expires',
    'min-se',
  ];
  const headers = kept.flatMap((name) => (r.headers.get(name) ?? []).map((value): Header => [name, value]));
  return serialize({ start: { method: r.method, uri: r.uri }, headers, body: '' });
}

export function ring(env: Env, leg: Leg, sdp = ''): void {
  if (leg.phase.is !== 'invited' || !leg.served?.pending) return;
  sendProvisional(env, leg, leg.served, sdp ? 183 : 180, sdp);
}

/** 200, repeated until its ACK comes (§13.3.1.4), whatever the transport: the way to the peer may have UDP hops. */
export function answer(env: Env, leg: Leg, sdp: string): void {
  const { phase, served: tx } = leg;
  if (phase.is !== 'invited' || !tx?.pending || leg.over) return;
  // RFC 3262 §3: SDP in a provisional response is confirmed before the 2xx
  if (leg.unconfirmed?.sdp) return void leg.unconfirmed.then.push(() => answer(env, leg, sdp));
  leg.stop('reliable');
  leg.unconfirmed = null;
  const { session, headers } = acceptSession(tx.request, env.clock.now());
  const body = phase.localSdp ?? sdp;
  const ok = accepting(env, tx, headers, body);
  const unacked = {
    invite: phase.invite,
    response: serialize(ok),
    seq: tx.request.cseq.seq,
    ...(phase.late && { late: true as const }),
  };
  leg.phase = {
    is: 'talking',
    dialog: phase.dialog,
    localSdp: body,
    session,
    peerUpdates: lists(tx.request, 'allow', 'update'),
    unacked,
  };
  // a successor must know the 2xx that the peer may have got
  env.save(leg);
  armSession(env, leg);
  env.afterKeeping(() => {
    if (!tx.pending || env.legs.get(leg.id) !== leg) return;
    tx.respond(ok);
    if (leg.phase.is === 'talking' && leg.phase.unacked) repeatUntilAck(env, leg, tx);
  });
}

/** 200 to an INVITE (§13.3.1.4, RFC 3261 table 2). */
export const accepting = (env: Env, tx: ServerTransaction, headers: readonly Header[], sdp: string): ResponseDraft =>
  env.response(
    tx,
    200,
    [...recordRoutes(tx.request), env.contact(), ['Allow', allowed], ['Supported', supported.join(', ')], ...headers, sdpType],
    sdp,
  );

export function repeatUntilAck(env: Env, leg: Leg, tx: ServerTransaction): void {
  const end = env.clock.now() + 64 * T1;
  const repeat = (wait: number) =>
    leg.after('repeat', Math.min(wait, end - env.clock.now()), () => {
      if (env.clock.now() >= end) return unacknowledged(env, leg);
      tx.repeat();
      repeat(Math.min(wait * 2, T2));
    });
  repeat(T1);
}

/** §13.3.1.4: no ACK in 64·T1: the dialog stands, the session is ended with BYE. */
function unacknowledged(env: Env, leg: Leg): void {
  if (leg.phase.is !== 'talking') return;
  if (leg.byeAfterAck) return leg.byeAfterAck();
  env.over(leg, { by: 'them', status: 408, reason: 'no ACK' });
  leave(env, leg, leg.phase.dialog, [['Reason', 'SIP;cause=408;text="No ACK"']]);
}

/** A final failure to their INVITE. */
export function refuse(
  env: Env,
  leg: Leg,
  status: number,
  headers: readonly Header[],
  reason: string | undefined,
  ended: Ended,
): void {
  if (leg.phase.is !== 'invited' || !leg.served) return;
  env.respond(leg.served, status, headers, '', reason);
  env.finish(leg, ended);
}
