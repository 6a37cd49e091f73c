/** WB-08, WB-10: what an agent has in hand and what is over today, with customers and with colleagues. Pure; test calls are nobody's session. */
import { echoNumber, type AgentView, type CallView, type Direction, type RecordRow, type Time } from '@zuoxi/contracts';
import { isTestCall } from '../check/steps';
import { callSign, type Sign } from '../state/meaning';

export const sessionKinds = ['external', 'internal'] as const;
export type SessionKind = (typeof sessionKinds)[number];
/** Moments of the switch's clock: counted up since, or down to. */
export type Timer = { since: Time } | { until: Time };
export type Running = { call: CallView; sign: Sign; timer: Timer };
export type Sessions = Readonly<Record<SessionKind, { running: readonly Running[]; ended: readonly RecordRow[] }>>;

export const kindOf = (direction: Direction): SessionKind => (direction === 'internal' ? 'internal' : 'external');

/** The call in hand: ringing, talking, held, or being wrapped up. */
export const callInHand = ({ activity, call }: AgentView): CallView | null => (activity.kind === 'idle' ? null : call);

function timerOf({ activity, since }: AgentView, call: CallView): Timer {
  if (activity.kind === 'offered' && !call.auto) return { until: activity.until };
  if (activity.kind === 'wrapUp') return activity.until === null ? { since } : { until: activity.until };
  return { since: (call.phase === 'held' ? call.heldAt : null) ?? call.answeredAt ?? call.startedAt };
}

export function sessionsOf(view: AgentView | null, today: readonly RecordRow[]): Sessions {
  const call = view && !isTestCall(view) ? callInHand(view) : null;
  const running = view && call ? [{ call, sign: callSign(view), timer: timerOf(view, call) }] : [];
  const ended = today.filter(({ id, number }) => id !== call?.id && number !== echoNumber);
  const of = (kind: SessionKind) => ({
    running: running.filter((one) => kindOf(one.call.direction) === kind),
    ended: ended.filter(({ direction }) => kindOf(direction) === kind),
  });
  return { external: of('external'), internal: of('internal') };
}
