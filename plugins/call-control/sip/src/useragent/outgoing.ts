/** Legs that we call: INVITE until its final response (RFC 3261 §13.2, §9.1). */
import type { UserAgent } from '../api';
import { withoutCredentials } from '../auth/keyring';
import { uacDialog, type Dialog } from '../dialog/dialog';
import { newCallId, newTag } from '../ids';
import { formatAddress, parseAddress } from '../message/address';
import { header, list, lists, type Header, type Response } from '../message/message';
import { sdpOf } from '../message/multipart';
import type { Answer, ClientTransaction, RequestDraft } from '../transaction/client';
import { T1, T2 } from '../transaction/timers';
import { allowed, headerOf, sdpType, supported, tagOf, type Env } from './env';
import { byeSilently, leave, sendAck } from './inside';
import type { Leg } from './leg';
import type { Calling } from './phase';
import { takeProvisional } from './reliable';
import { agreedSession, armSession, askedSession, minimum } from './session-timer';

type Invite = Parameters<UserAgent['invite']>[1];

/** after CANCEL the INVITE's final response is waited for; it is reported without it after so long */
const reportAfterMs = T2;
/** no further word after a provisional response: the next hop forgot the call (timer C of a proxy, §16.6: more than 3 min) */
const silenceMs = 190_000;

export function invite(env: Env, id: string, i: Invite): void {
  const callId = newCallId();
  const tag = newTag();
  const draft: RequestDraft = {
    method: 'INVITE',
    uri: i.to,
    headers: [
      ['Max-Forwards', '70'],
      ['From', formatAddress(i.from, i.fromName, tag)],
      ['To', formatAddress(i.to)],
      ['Call-ID', callId],
      ['CSeq', '1 INVITE'],
      env.contact(),
      ['Allow', allowed],
      ['Supported', supported.join(', ')],
      // we want to refresh ourselves: a browser in the background lets its timers slip (RFC 4028 §7.1)
      ...askedSession(env.options.sessionExpires, 'uac'),
      ['User-Agent', env.options.name],
      ...(i.headers ?? []),
      sdpType,
    ],
    body: i.sdp,
  };
  const phase: Calling = { is: 'calling', draft, branch: '', round: 0, early: [], answers: {}, cancel: null };
  send(env, env.add(id, phase, { callId, localTag: tag }), phase);
}

/** Sends the phase's INVITE as a new transaction, or takes up that of a former process. */
export function send(env: Env, leg: Leg, phase: Calling, former?: { branch: string; proceeding: boolean }): void {
  // a fork that answers again is acknowledged again (§13.2.2.4)
  const acks = new Map<string, () => void>();
  const tx: ClientTransaction = env.layer.open(
    phase.draft,
    env.destination(phase.draft),
    (answer) => {
      if (answer.status < 200) provisional(env, leg, tx, answer);
      else if (answer.status < 300 && answer.response) accepted(env, leg, answer.response, phase.draft, acks);
      else if (leg.invite === tx) failed(env, leg, answer);
    },
    former,
  );
  leg.invite = tx;
  leg.phase = { ...phase, branch: tx.branch };
  env.save(leg);
  if (former) {
    if (!former.proceeding) tx.send();
    return;
  }
  env.afterKeeping(() => {
    if (leg.invite !== tx || leg.phase.is !== 'calling') return;
    if (!leg.phase.cancel) return tx.send();
    // given up before anybody heard of it
    tx.stop();
    env.finish(leg, { by: 'us', status: 487, reason: 'cancelled' });
  });
}

function provisional(env: Env, leg: Leg, tx: ClientTransaction, { status, response }: Answer): void {
  if (leg.phase.is !== 'calling' || !response) return;
  if (leg.phase.cancel) return cancelNow(env, leg, tx, leg.phase.cancel);
  leg.after('silence', silenceMs, () => {
    env.over(leg, { by: 'them', status: 408, reason: 'no final response', silent: true });
    cancel(env, leg, [['Reason', 'SIP;cause=408;text="No final response"']]);
  });
  if (status === 100 || !takeProvisional(env, leg, response)) return;
  const sdp = sdpOf(response);
  if (sdp.is === 'sdp' && response.toTag && leg.phase.is === 'calling' && leg.phase.answers?.[response.toTag] !== sdp.sdp) {
    leg.phase = { ...leg.phase, answers: { ...leg.phase.answers, [response.toTag]: sdp.sdp } };
    env.save(leg);
  }
  env.on.progress?.(leg.id, sdp.is === 'sdp' ? { status, sdp: sdp.sdp } : { status });
}

function accepted(env: Env, leg: Leg, response: Response, draft: RequestDraft, acks: Map<string, () => void>): void {
  const again = acks.get(response.toTag);
  if (again) return again();
  const { phase } = leg;
  const early = phase.is === 'calling' ? phase.early.find((e) => e.dialog.remoteTag === response.toTag) : undefined;
  // §13.2.2.4: the 2xx says the route set anew; the numbers that PRACK used stay used
  const dialog: Dialog = {
    ...uacDialog(response, draft.uri),
    ...(early && { localSeq: early.dialog.localSeq, remoteSeq: early.dialog.remoteSeq }),
  };
  acks.set(response.toTag, sendAck(env, dialog, response.cseq.seq, draft.headers));
  if (phase.is !== 'calling') return byeSilently(env, leg, dialog);
  leg.invite = null;
  leg.stopAll();
  // the CANCEL came too late (§9.1): answered and hung up at once, and reported as what we wanted
  if (phase.cancel) {
    env.over(leg, { by: 'us', status: 487, reason: 'cancelled' });
    return leave(env, leg, dialog, phase.cancel);
  }
  const body = sdpOf(response);
  const sdp = body.is === 'sdp' ? body.sdp : (phase.answers?.[response.toTag] ?? phase.answer);
  if (!sdp) {
    env.over(leg, { by: 'them', status: 488, reason: 'no answer to our offer' });
    return leave(env, leg, dialog, [['Reason', 'SIP;cause=488;text="No answer in 2xx"']]);
  }
  const session = agreedSession(response, env.clock.now());
  leg.phase = {
    is: 'talking',
    dialog,
    localSdp: draft.body,
    session,
    peerUpdates: lists(response, 'allow', 'update'),
    unacked: null,
  };
  env.save(leg);
  armSession(env, leg);
  env.on.answered?.(leg.id, { sdp });
}

function failed(env: Env, leg: Leg, answer: Answer): void {
  const { phase } = leg;
  if (phase.is !== 'calling') return;
  leg.invite = null;
  if (phase.cancel) return env.finish(leg, { by: 'us', status: 487, reason: 'cancelled' });
  const again = answer.response && (retry(leg, phase, answer.response) ?? redirected(env, leg, phase, answer.response));
  if (again) return send(env, leg, again);
  const { status, reason, response } = answer;
  env.finish(leg, { by: 'them', status, reason, ...(response ? {} : { silent: true }) });
}

/** The same INVITE with what the refusal asks for: credentials (§22), or a longer session (RFC 4028 §7.3). CSeq grows, Call-ID and tag stay. */
function retry(leg: Leg, phase: Calling, refusal: Response): Calling | null {
  const { draft, round } = phase;
  let headers: Header[] = draft.headers.map((h): Header => (h[0] === 'CSeq' ? ['CSeq', `${refusal.cseq.seq + 1} INVITE`] : h));
  if (refusal.status === 401 || refusal.status === 407) {
    if (!leg.keys.learn(refusal, round)) return null;
    headers = [...withoutCredentials(headers), ...leg.keys.headers('INVITE', draft.uri)];
  } else if (refusal.status === 422 && round < 2) {
    const least = Math.max(parseInt(header(refusal, 'min-se') ?? '', 10) || 0, minimum);
    headers = headers.filter(([name]) => name !== 'Session-Expires' && name !== 'Min-SE');
    headers.push(['Session-Expires', `${least};refresher=uac`], ['Min-SE', String(least)]);
  } else return null;
  return { ...phase, draft: { ...draft, headers }, round: round + 1, early: [], answers: {} };
}

/** so that two who send calls to each other end (RFC 3261 §8.1.3.4 leaves the number to us) */
const mostRedirects = 5;

/** Elsewhere the same call: a new request URI; To, From and Call-ID stay, CSeq grows (§8.1.3.4). */
function redirected(env: Env, leg: Leg, phase: Calling, { status, cseq, ...response }: Response): Calling | null {
  const { draft, redirects = 0 } = phase;
  if (status < 300 || status > 399 || redirects >= mostRedirects) return null;
  const targets = list(response, 'contact').flatMap((value) => parseAddress(value)?.uri ?? []);
  const instead = env.on.redirected?.(leg.id, targets);
  if (!instead) return null;
  const replaced = new Set(instead.headers.map(([name]) => name));
  const headers = withoutCredentials(draft.headers)
    .filter(([name]) => !replaced.has(name))
    .map((h): Header => (h[0] === 'CSeq' ? ['CSeq', `${cseq.seq + 1} INVITE`] : h));
  return {
    ...phase,
    draft: { ...draft, uri: instead.to, headers: [...headers, ...instead.headers] },
    round: 0,
    redirects: redirects + 1,
    early: [],
    answers: {},
  };
}

/** CANCEL, now or as soon as a provisional response allows it (§9.1). */
export function cancel(env: Env, leg: Leg, headers: readonly Header[]): void {
  if (leg.phase.is !== 'calling' || leg.phase.cancel) return;
  leg.phase = { ...leg.phase, cancel: headers };
  env.save(leg);
  cancelling(env, leg, headers);
}

function cancelling(env: Env, leg: Leg, headers: readonly Header[]): void {
  leg.after('report', reportAfterMs, () => {
    env.over(leg, { by: 'us', status: 487, reason: 'cancelled' });
    env.save(leg);
  });
  if (leg.invite) cancelNow(env, leg, leg.invite, headers);
}

function cancelNow(env: Env, leg: Leg, tx: ClientTransaction, headers: readonly Header[]): void {
  if (!tx.proceeding || leg.cancelSent) return;
  leg.cancelSent = true;
  env.layer.cancel(tx, tx.cancelDraft(headers), () => undefined);
  // §9.1: without a final response 64·T1 after the CANCEL the INVITE counts as cancelled
  leg.after('giveUp', 64 * T1, () => {
    tx.stop();
    env.finish(leg, { by: 'us', status: 487, reason: 'cancelled' });
  });
}

/** Takes up an unanswered call of a former process: the same branch, so that its responses fit; sending it again is a retransmission. */
export function resume(env: Env, leg: Leg, phase: Calling): void {
  send(env, leg, phase, { branch: phase.branch, proceeding: phase.cancel !== null || phase.early.length > 0 });
  if (phase.cancel) cancelling(env, leg, phase.cancel);
}

export const callingTags = (phase: Calling): { callId: string; localTag: string } => ({
  callId: headerOf(phase.draft, 'Call-ID'),
  localTag: tagOf(headerOf(phase.draft, 'From')),
});
