import { useSyncExternalStore } from 'react';

/** One timer for every clock on the screen; a clock renders only when the text it shows changes. */
const everyMs = 200;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => [...listeners].forEach((tell) => tell()), everyMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** What `show` makes of this moment (this browser's clock, ms): a string or a number. */
export const useTick = <T extends string | number>(show: (now: number) => T): T =>
  useSyncExternalStore(subscribe, () => show(Date.now()));
