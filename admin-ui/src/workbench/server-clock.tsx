import { useServices } from './services';
import { useTick } from '../lib/ticker';
import { clock, secondsLeft } from '../lib/format';

/** This moment by the switch's clock. */
const useServerNow = (): ((now: number) => number) => {
  const { live } = useServices();
  return (now) => now + live.state.get().offset;
};

/** `12:03` since a moment of the switch's clock. */
export function useElapsed(since: number | null): string {
  const at = useServerNow();
  return useTick((now) => (since === null ? '' : clock(at(now) - since)));
}

export function useSecondsLeft(until: number | null): number {
  const at = useServerNow();
  return useTick((now) => (until === null ? 0 : secondsLeft(until, at(now))));
}

export const Elapsed = ({ since }: { since: number }) => <span>{useElapsed(since)}</span>;
