/** Reliable provisional responses (RFC 3262), both ways. */
import { header, lists, type Header, type Request, type Response } from '../message/message';
import { respond } from '../message/serialize';
import { phraseOf } from '../message/reasons';
import { uacDialog } from '../dialog/dialog';
import type { ServerTransaction } from '../transaction/server';
import { T1 } from '../transaction/timers';
import { allowed, sdpType, type Env } from './env';
import { sendIn } from './inside';
import type { Leg } from './leg';

/**
 * A provisional response to our INVITE: acknowledged with PRACK when it is reliable.
 * false: it came twice or out of order and is not to be reported (§4).
 */
export function takeProvisional(env: Env, leg: Leg, response: Response): boolean {
  if (!lists(response, 'require', '100rel') || !response.toTag) return true;
  const rseq = parseInt(header(response, 'rseq') ?? '', 10);
  const { phase } = leg;
  if (phase.is !== 'calling' || !(rseq > 0)) return true;
  const known = phase.early.find((e) => e.dialog.remoteTag === response.toTag);
  if (known && rseq !== known.rseq + 1) return false;
  const keep = (dialog: typeof base) => {
    if (leg.phase.is !== 'calling') return;
    const others = leg.phase.early.filter((e) => e.dialog.remoteTag !== response.toTag);
    leg.phase = { ...leg.phase, early: [...others, { dialog, rseq }] };
    env.save(leg);
  };
  const base = known?.dialog ?? uacDialog(response, phase.draft.uri);
  const rack: Header = ['RAck', `${rseq} ${response.cseq.seq} ${response.cseq.method}`];
  sendIn(env, leg, base, { method: 'PRACK', headers: [rack] }, keep, () => undefined);
  return true;
}

/** Sends 180 or 183 to their INVITE: reliably when they require it (§3), else as ever. */
export function sendProvisional(env: Env, leg: Leg, tx: ServerTransaction, status: number, sdp: string): void {
  const { phase } = leg;
  if (phase.is !== 'invited') return;
  const headers: Header[] = [...recordRoutes(tx.request), env.contact(), ['Allow', allowed], ...(sdp ? [sdpType] : [])];
  if (!lists(tx.request, 'require', '100rel')) return env.respond(tx, status, headers, sdp);
  // §3: the next one waits for the PRACK of this one
  if (leg.unconfirmed) return void leg.unconfirmed.then.push(() => sendProvisional(env, leg, tx, status, sdp));
  const rseq = phase.rseq + 1;
  leg.phase = { ...phase, rseq, localSdp: sdp || phase.localSdp };
  leg.unconfirmed = { rseq, sdp: sdp !== '', then: [] };
  env.save(leg);
  const reliable: Header[] = [...headers, ['Require', '100rel'], ['RSeq', String(rseq)], ['Server', env.options.name]];
  const message = respond(tx.request, status, phraseOf(status), tx.toTag, reliable, sdp);
  const deadline = env.clock.now() + 64 * T1;
  const send = (wait: number) => {
    tx.respond(message);
    leg.after('reliable', Math.min(wait, deadline - env.clock.now()), () => {
      if (env.clock.now() < deadline) return send(wait * 2);
      // §3: nobody acknowledges: the INVITE is rejected
      leg.unconfirmed = null;
      env.respond(tx, 504, [], '', 'Server Time-out');
      env.finish(leg, { by: 'them', status: 408, reason: 'no PRACK' });
    });
  };
  send(T1);
}

/** Their PRACK: 200 when it fits the response that waits, else 481 (§3). */
export function takePrack(env: Env, leg: Leg, tx: ServerTransaction): void {
  const waiting = leg.unconfirmed;
  const rack = /^(\d+)\s+(\d+)\s+INVITE$/i.exec(header(tx.request, 'rack') ?? '');
  if (!waiting || Number(rack?.[1]) !== waiting.rseq || Number(rack?.[2]) !== leg.served?.request.cseq.seq)
    return env.respond(tx, 481);
  leg.stop('reliable');
  leg.unconfirmed = null;
  env.respond(tx, 200);
  for (const next of waiting.then) next();
}

export const recordRoutes = (request: Request): Header[] =>
  (request.headers.get('record-route') ?? []).map((r): Header => ['Record-Route', r]);
