/** Treats an incoming call as the habit says. */
import type { Habit } from './habit';
import type { PhoneCall } from './phone-call';

type Keep<K extends Habit['kind']> = (call: PhoneCall, habit: Extract<Habit, { kind: K }>) => void;

const keep: { readonly [K in Habit['kind']]: Keep<K> } = {
  manual: (call, { ring }) => (ring ? call.ring() : undefined),
  never: (call) => call.ring(),
  mute: () => undefined,
  answer: (call, { ringMs, says, sdp }) => later(call, ringMs, () => call.answer(says, sdp)),
  reject: (call, { ringMs, says, status, reason }) => {
    if (!says?.length) return later(call, ringMs, () => call.reject(status, reason));
    call.ring(...says);
    void call.said().then(() => call.reject(status, reason));
  },
};

/** Rings first, unless there is no time to. */
function later(call: PhoneCall, ms: number, act: () => void): void {
  if (ms === 0) return act();
  call.ring();
  const timer = setTimeout(act, ms);
  void call.ended.then(() => clearTimeout(timer));
}

export function keepHabit<K extends Habit['kind']>(call: PhoneCall, habit: Extract<Habit, { kind: K }>): void {
  const kind: K = habit.kind;
  keep[kind](call, habit);
}
