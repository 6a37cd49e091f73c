/** Every request that is no ACK, CANCEL or repetition: the checks of RFC 3261 §8.2 in their order, then the method's own. */
import { inOrder } from '../dialog/dialog';
import { list, type Header } from '../message/message';
import { parseUri, schemeOf } from '../message/uri';
import type { ServerTransaction } from '../transaction/server';
import { newTag } from '../ids';
import { takeInfo } from './digits';
import { takeBye } from './end';
import { allowed, supported, type Env } from './env';
import { invited } from './incoming';
import type { Leg } from './leg';
import { reoffered } from './reoffer';
import { takePrack } from './reliable';
import { takeRefer } from './refer';
import { adopt } from './restore';

type Inside = (env: Env, leg: Leg, tx: ServerTransaction) => void;
type Outside = (env: Env, tx: ServerTransaction) => void;

const capabilities: readonly Header[] = [
  ['Allow', allowed],
  ['Accept', 'application/sdp'],
  ['Supported', supported.join(', ')],
];
const answerOptions: Outside = (env, tx) => env.respond(tx, 200, capabilities);

const inside: Readonly<Record<string, Inside>> = {
  INVITE: reoffered,
  UPDATE: reoffered,
  BYE: takeBye,
  INFO: takeInfo,
  PRACK: takePrack,
  REFER: takeRefer,
  OPTIONS: (env, _leg, tx) => answerOptions(env, tx),
  NOTIFY: (env, _leg, tx) => env.respond(tx, 489, [['Allow-Events', 'refer']]),
};
const outside: Readonly<Record<string, Outside>> = {
  INVITE: invited,
  OPTIONS: answerOptions,
  REFER: (env, tx) => env.respond(tx, 403, [], '', 'Only Inside a Call'),
  NOTIFY: (env, tx) => env.respond(tx, 489, [['Allow-Events', 'refer']]),
};
/** §8.2.1: known but not ours is 405, never heard of 501 */
const foreign: ReadonlySet<string> = new Set(['REGISTER', 'SUBSCRIBE', 'MESSAGE', 'PUBLISH']);

export function takeRequest(env: Env, tx: ServerTransaction, merged: ServerTransaction | null): void {
  const { request } = tx;
  const { method, uri } = request;
  const knownInside = Object.hasOwn(inside, method);
  if (!knownInside) return env.respond(tx, foreign.has(method) ? 405 : 501, [['Allow', allowed]]);
  const scheme = schemeOf(uri);
  if (scheme !== 'sip' && scheme !== 'sips' && scheme !== 'tel') return env.respond(tx, 416);
  const target = parseUri(uri);
  // RFC 4475 §3.1.2.11: a request URI must not carry headers
  if (scheme !== 'tel' && (!target || target.headers)) return env.respond(tx, 400, [], '', 'Bad Request - request URI');
  const unknown = list(request, 'require').filter((tag) => !supported.includes(tag.toLowerCase()));
  if (unknown.length) return env.respond(tx, 420, [['Unsupported', unknown.join(', ')]]);
  if (request.toTag) return takeInside(env, tx);
  if (merged) {
    if (adopt(env, tx, merged)) return;
    return env.respond(tx, 482); // §8.2.2.2
  }
  tx.toTag = method === 'INVITE' ? '' : newTag();
  const handle = Object.hasOwn(outside, method) ? outside[method] : undefined;
  if (handle) handle(env, tx);
  else env.respond(tx, 481); // BYE, INFO, UPDATE, PRACK make sense in a dialog only
}

function takeInside(env: Env, tx: ServerTransaction): void {
  const { request } = tx;
  const leg = env.find(request);
  const handle = inside[request.method];
  if (!leg || !handle || !belongs(leg, request.fromTag)) return env.respond(tx, 481);
  if (leg.phase.is === 'calling') {
    // only an early dialog that PRACK made is known here (RFC 3262); anything else has no dialog yet
    const early = leg.phase.early.find((e) => e.dialog.remoteTag === request.fromTag);
    if (!early && request.method !== 'BYE') return env.respond(tx, 481);
    return handle(env, leg, tx);
  }
  const { dialog } = leg.phase;
  if (!inOrder(dialog, request.cseq.seq)) return env.respond(tx, 500, [], '', 'CSeq Out Of Order'); // §12.2.2
  leg.phase = { ...leg.phase, dialog: { ...dialog, remoteSeq: request.cseq.seq } };
  // our BYE is under way: the peer's may still cross it (§15.1.2), nothing else has a meaning any more
  if (leg.phase.is === 'leaving' && request.method !== 'BYE') return env.respond(tx, 481);
  handle(env, leg, tx);
}

/** The peer's tag too must fit; RFC 2543 peers have none. */
const belongs = (leg: Leg, tag: string): boolean => leg.phase.is === 'calling' || leg.phase.dialog.remoteTag === tag;
