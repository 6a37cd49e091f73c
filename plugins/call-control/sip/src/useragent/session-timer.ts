/** Session timers (RFC 4028): the interval is agreed in INVITE and UPDATE, then one side refreshes and the other watches. */
import { header, lists, type Header, type Request, type Response } from '../message/message';
import { parseParams } from '../message/params';
import { retarget } from '../dialog/dialog';
import { allowed, sdpType, type Env } from './env';
import { dialogIsGone, sendAck, sendInside, leave } from './inside';
import type { Leg } from './leg';
import type { Session } from './phase';
import type { Answer } from '../transaction/client';

/** §5: nothing below is sensible, and 422 says so */
export const minimum = 90;

type Expires = { interval: number; refresher: string };

export function sessionExpires(m: Request | Response): Expires | undefined {
  const value = header(m, 'session-expires');
  const interval = parseInt(value ?? '', 10);
  if (value === undefined || !(interval > 0)) return undefined;
  const semi = value.indexOf(';');
  return { interval, refresher: (semi < 0 ? undefined : parseParams(value, semi)?.get('refresher')) ?? '' };
}

/** §9: too short an interval, and a peer that would understand 422. */
export const tooShort = (request: Request): boolean => {
  const asked = sessionExpires(request);
  return asked !== undefined && asked.interval < minimum && lists(request, 'supported', 'timer');
};

/** What a request of ours says. `refresher` is told in refreshes only: whoever refreshes stays so (§7.4). */
export const askedSession = (interval: number | undefined, refresher?: 'uac' | 'uas'): Header[] =>
  interval === undefined
    ? []
    : [
        ['Session-Expires', `${Math.max(interval, minimum)}${refresher ? `;refresher=${refresher}` : ''}`],
        ['Min-SE', String(minimum)],
      ];

export function sessionOf(interval: number, refresher: Session['refresher'], now: number): Session {
  const expires = now + interval * 1000;
  // §10: the watcher sends BYE min(32 s, a third) before the end; the refresher refreshes half-way
  const due = refresher === 'us' ? now + interval * 500 : expires - Math.min(32, interval / 3) * 1000;
  return { interval, refresher, due, expires };
}

/** §9: our 2xx to an INVITE or UPDATE. We refresh unless told otherwise: a browser in the background lets its timers slip. */
export function acceptSession(request: Request, now: number): { session: Session | null; headers: Header[] } {
  const asked = sessionExpires(request);
  if (!asked) return { session: null, headers: [] };
  const theyCan = lists(request, 'supported', 'timer');
  const theirs = theyCan && asked.refresher === 'uac';
  const interval = Math.max(asked.interval, minimum);
  return {
    session: sessionOf(interval, theirs ? 'them' : 'us', now),
    headers: [
      ...(theirs ? [['Require', 'timer'] as const] : []),
      ['Session-Expires', `${interval};refresher=${theirs ? 'uac' : 'uas'}`],
    ],
  };
}

/** §7.2: a 2xx to our request. Without Session-Expires there is no session timer. */
export function agreedSession(response: Response, now: number): Session | null {
  const agreed = sessionExpires(response);
  return agreed ? sessionOf(agreed.interval, agreed.refresher === 'uas' ? 'them' : 'us', now) : null;
}

/** Starts the clock of the leg's session, also one that a former process agreed. */
export function armSession(env: Env, leg: Leg): void {
  leg.stop('session');
  if (leg.phase.is !== 'talking' || !leg.phase.session) return;
  const { due, refresher } = leg.phase.session;
  leg.after('session', Math.max(0, due - env.clock.now()), () => (refresher === 'us' ? refresh(env, leg) : expire(env, leg)));
}

/** Keeps and arms what a refresh agreed; without a word about it in a 2xx to our refresh the timer is off. */
export function setSession(env: Env, leg: Leg, session: Session | null): void {
  if (leg.phase.is !== 'talking') return;
  leg.phase = { ...leg.phase, session };
  env.save(leg);
  armSession(env, leg);
}

/** Who is still heard is there, whatever became of the refreshes: from now on they are ours to try. */
function expire(env: Env, leg: Leg): void {
  const { phase } = leg;
  if (phase.is !== 'talking') return;
  if (phase.session && env.options.heard?.(leg.id))
    return setSession(env, leg, sessionOf(phase.session.interval, 'us', env.clock.now()));
  env.over(leg, { by: 'them', status: 408, reason: 'session expired' });
  leave(env, leg, phase.dialog, [['Reason', 'SIP;cause=408;text="Session expired"']]);
}

/** §7.4: an UPDATE without SDP where the peer knows it, else a re-INVITE with the SDP of before. */
function refresh(env: Env, leg: Leg): void {
  const { phase } = leg;
  if (phase.is !== 'talking' || !phase.session) return;
  if (leg.offer !== 'none') return later(env, leg);
  const common: Header[] = [
    env.contact(),
    ['Supported', 'timer'],
    ['Allow', allowed],
    ...askedSession(phase.session.interval, 'uac'),
  ];
  const asUpdate = phase.peerUpdates;
  if (!asUpdate) leg.offer = 'ours';
  const request = asUpdate
    ? { method: 'UPDATE', headers: common }
    : { method: 'INVITE', headers: [...common, sdpType], body: phase.localSdp };
  let ack: (() => void) | null = null;
  sendInside(env, leg, request, (answer) => {
    const { status, response } = answer;
    if (status < 200) return;
    if (ack) return ack();
    if (!asUpdate) leg.offer = 'none';
    if (status >= 300 || !response) return refused(env, leg, answer, asUpdate);
    if (!asUpdate && 'dialog' in leg.phase) ack = sendAck(env, leg.phase.dialog, response.cseq.seq, []);
    if (leg.phase.is !== 'talking') return;
    leg.phase = { ...leg.phase, dialog: retarget(leg.phase.dialog, response) };
    setSession(env, leg, agreedSession(response, env.clock.now()));
  });
}

function refused(env: Env, leg: Leg, answer: Answer, asUpdate: boolean): void {
  const { phase } = leg;
  if (phase.is !== 'talking' || !phase.session) return;
  if (answer.status === 422) {
    const least = parseInt((answer.response && header(answer.response, 'min-se')) ?? '', 10) || phase.session.interval * 2;
    leg.phase = { ...phase, session: { ...phase.session, interval: Math.max(least, phase.session.interval) } };
    return refresh(env, leg);
  }
  if (asUpdate && (answer.status === 405 || answer.status === 501)) {
    leg.phase = { ...phase, peerUpdates: false };
    return refresh(env, leg);
  }
  // §10: the dialog is unknown. Silence is not that: a proxy on the way gives up after seconds, and the session has minutes left
  if (dialogIsGone(answer) && !unanswered(answer)) {
    env.over(leg, { by: 'them', status: answer.status, reason: answer.reason });
    return leave(env, leg, phase.dialog, []);
  }
  later(env, leg);
}

/** Nobody answered: us, or the proxy that says so for the peer (408; 477: the peer could not be reached). */
const unanswered = ({ response, status }: Answer): boolean => response === null || status === 408 || status === 477;

/** ms */
const leastPause = 10_000;

/** Tries again half-way to the end of the session; at its end the leg is over. */
function later(env: Env, leg: Leg): void {
  const { phase } = leg;
  if (phase.is !== 'talking' || !phase.session) return;
  const now = env.clock.now();
  const left = phase.session.expires - now;
  if (left <= 0) return expire(env, leg);
  leg.phase = { ...phase, session: { ...phase.session, due: now + Math.min(left, Math.max(left / 2, leastPause)) } };
  armSession(env, leg);
}
