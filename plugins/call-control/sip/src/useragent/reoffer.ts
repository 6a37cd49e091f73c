/** A running leg changes: offers of the peer's and of ours (RFC 3261 §14, RFC 3311, RFC 3264). */
import { SipError } from '../error';
import { retarget } from '../dialog/dialog';
import { lists, type Header, type Request, type Response } from '../message/message';
import { sdpOf } from '../message/multipart';
import type { ServerTransaction } from '../transaction/server';
import { allowed, sdpType, supported, type Env } from './env';
import { accepting, repeatUntilAck } from './incoming';
import { dialogIsGone, leave, sendAck, sendInside } from './inside';
import type { Leg } from './leg';
import { acceptSession, agreedSession, armSession, askedSession, minimum, setSession, tooShort } from './session-timer';

const glareTries = 6;
/** The edge looks for a switch that was away every 0.4 s (kamailio/routes/to-switch.cfg). */
const byeWaitMs = 2000;

/** Their re-INVITE or UPDATE. */
export function reoffered(env: Env, leg: Leg, tx: ServerTransaction): void {
  const { request } = tx;
  const { phase } = leg;
  const inEarly = phase.is !== 'talking';
  const body = sdpOf(request);
  if (request.method === 'INVITE' && inEarly) return env.respond(tx, 500, [retryAfter(env)]); // §14.2: the first INVITE is not answered yet
  if (body.is === 'foreign') return env.respond(tx, 415, [['Accept', 'application/sdp']]);
  if (tooShort(request)) return env.respond(tx, 422, [['Min-SE', String(minimum)]]);
  if (request.method === 'UPDATE' && body.is === 'none') return refreshed(env, leg, tx);
  // §14.2, RFC 3311 §5.2: two offers at once are glare; a second one of theirs comes too early
  if (leg.offer === 'ours' || (phase.is === 'calling' && !phase.answers?.[request.fromTag] && !phase.answer))
    return env.respond(tx, 491);
  if (leg.offer === 'theirs' || phase.is === 'invited') return env.respond(tx, 500, [retryAfter(env)]);
  if (body.is === 'none') return offerInAnswer(env, leg, tx);
  leg.offer = 'theirs';
  const { sdp } = body;
  void ask(env, leg, sdp).then((answer) => {
    leg.offer = 'none';
    if (!tx.pending) return;
    if (leg.over || !env.legs.has(leg.id)) return env.respond(tx, 487);
    if (answer === null) return env.respond(tx, 488);
    agree(env, leg, tx, answer);
  });
}

/** null: the offer is not wanted. */
async function ask(env: Env, leg: Leg, sdp: string): Promise<string | null> {
  if (!env.on.reoffered) return null;
  try {
    return await env.on.reoffered(leg.id, sdp);
  } catch {
    return null; // the contract: throwing rejects the offer, and the one who threw has said why
  }
}

function agree(env: Env, leg: Leg, tx: ServerTransaction, sdp: string): void {
  const { request } = tx;
  const { session, headers } = acceptSession(request, env.clock.now());
  const ok = accepting(env, tx, headers, sdp);
  if (leg.phase.is !== 'talking') return tx.respond(ok);
  const isInvite = request.method === 'INVITE';
  if (isInvite) leg.served = tx;
  leg.phase = {
    ...leg.phase,
    dialog: retarget(leg.phase.dialog, request),
    localSdp: sdp,
    session: session ?? leg.phase.session,
    peerUpdates: leg.phase.peerUpdates || lists(request, 'allow', 'update'),
    unacked: isInvite ? { invite: '', response: '', seq: request.cseq.seq } : leg.phase.unacked,
  };
  env.save(leg);
  armSession(env, leg);
  tx.respond(ok);
  if (isInvite && leg.phase.unacked) repeatUntilAck(env, leg, tx);
}

/** A re-INVITE without SDP asks for our offer (§14.2): what we said last; the answer comes in the ACK. */
function offerInAnswer(env: Env, leg: Leg, tx: ServerTransaction): void {
  if (leg.phase.is !== 'talking') return;
  leg.offer = 'ours';
  leg.answerInAck = true;
  agree(env, leg, tx, leg.phase.localSdp);
}

/** The ACK to a 2xx of ours. */
export function acknowledged(env: Env, leg: Leg, ack: Request): void {
  const { phase } = leg;
  if (phase.is !== 'talking' || phase.unacked?.seq !== ack.cseq.seq) return;
  leg.stop('repeat');
  leg.phase = { ...phase, unacked: null };
  env.save(leg);
  if (phase.unacked.late && !leg.over) answeredLate(env, leg, ack);
  if (leg.answerInAck) {
    leg.answerInAck = false;
    leg.offer = 'none';
    const body = sdpOf(ack);
    // for the media an answer to what we said before is what an offer is: where and what the peer is from now on
    if (body.is === 'sdp' && !leg.over) void ask(env, leg, body.sdp);
  }
  leg.byeAfterAck?.();
}

/** Their INVITE had no offer: this is the answer to ours. Without one there is no call (RFC 3261 §13.2.2.4). */
function answeredLate(env: Env, leg: Leg, ack: Request): void {
  const body = sdpOf(ack);
  if (body.is === 'sdp') return env.on.answered?.(leg.id, { sdp: body.sdp });
  if (leg.phase.is !== 'talking') return;
  env.over(leg, { by: 'them', status: 488, reason: 'no answer in ACK' });
  leave(env, leg, leg.phase.dialog, [['Reason', 'SIP;cause=488;text="No answer in ACK"']]);
}

/** UPDATE without SDP (RFC 4028 §7.4): only the session timer and the target change. */
function refreshed(env: Env, leg: Leg, tx: ServerTransaction): void {
  const { session, headers } = acceptSession(tx.request, env.clock.now());
  env.respond(tx, 200, [env.contact(), ['Allow', allowed], ['Supported', supported.join(', ')], ...headers]);
  if (leg.phase.is !== 'talking') return;
  leg.phase = { ...leg.phase, dialog: retarget(leg.phase.dialog, tx.request) };
  setSession(env, leg, session ?? leg.phase.session);
}

/** §14.2: a random wait of 0 to 10 s. */
const retryAfter = (env: Env): Header => ['Retry-After', String(Math.floor(env.clock.random() * 10))];

/** Our re-INVITE; resolves with the answer. 491 is waited out (§14.1): 2.1 to 4 s for the caller, 0 to 2 s for the called side. */
export function reinvite(env: Env, leg: Leg, sdp: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const attempt = (tries: number): void => {
      const { phase } = leg;
      if (phase.is !== 'talking' || leg.over) return reject(new SipError(481, 'the leg is not answered or over'));
      const wait = () => {
        const spread = env.clock.random();
        const ms = phase.dialog.caller ? 2_100 + spread * 1_900 : spread * 2_000;
        leg.after('glare', Math.round(ms / 10) * 10, () => attempt(tries + 1));
      };
      // one offer at a time: ours waits for theirs (RFC 3264 §4), and for the ACK of our 2xx (RFC 3261 §14.1)
      if (leg.offer !== 'none' || phase.unacked)
        return tries < glareTries ? wait() : reject(new SipError(491, 'Request Pending'));
      leg.offer = 'ours';
      const headers: Header[] = [
        env.contact(),
        ['Allow', allowed],
        ['Supported', supported.join(', ')],
        ...(phase.session ? askedSession(phase.session.interval, phase.session.refresher === 'us' ? 'uac' : 'uas') : []),
        sdpType,
      ];
      let ack: (() => void) | null = null;
      sendInside(env, leg, { method: 'INVITE', headers, body: sdp }, (answer) => {
        const { status, response } = answer;
        if (status < 200) return;
        if (ack) return ack(); // the 2xx again
        if (leg.offer === 'ours') leg.offer = 'none';
        leg.invite = null;
        if (status < 300 && response && 'dialog' in leg.phase) {
          ack = sendAck(env, leg.phase.dialog, response.cseq.seq, []);
          return answered(response);
        }
        if (status === 491 && tries < glareTries && !leg.over) return wait();
        if (dialogIsGone(answer) && !env.cutOff(answer)) gone(env, leg, status, answer.reason);
        reject(new SipError(status, answer.reason));
      });
    };
    const answered = (response: Response): void => {
      if (leg.phase.is !== 'talking') return reject(new SipError(481, 'the leg is over'));
      leg.phase = { ...leg.phase, localSdp: sdp, dialog: retarget(leg.phase.dialog, response) };
      setSession(env, leg, agreedSession(response, env.clock.now()));
      const body = sdpOf(response);
      if (body.is === 'sdp') resolve(body.sdp);
      else reject(new SipError(488, 'no answer in 2xx'));
    };
    attempt(0);
  });
}

/**
 * §12.2.1.2: the peer no longer knows the dialog. One that says so (481) has hung up, and where we were away its BYE still waits at a proxy:
 * that one says why, and deserves its 200.
 */
export function gone(env: Env, leg: Leg, status: number, reason: string): void {
  if (leg.phase.is !== 'talking') return;
  const ends = (): void => {
    if (leg.phase.is !== 'talking') return;
    env.over(leg, { by: 'them', status, reason });
    leave(env, leg, leg.phase.dialog, []);
  };
  if (status !== 481) return ends();
  if (!leg.awaits('bye')) leg.after('bye', byeWaitMs, ends);
}
