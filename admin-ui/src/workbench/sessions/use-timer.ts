import { clock } from '../../lib/format';
import { useElapsed, useSecondsLeft } from '../server-clock';
import type { Timer } from './sessions';

/** `00:41`, upwards or downwards. */
export function useTimer(timer: Timer): string {
  const elapsed = useElapsed('since' in timer ? timer.since : null);
  const left = useSecondsLeft('until' in timer ? timer.until : null);
  return 'until' in timer ? clock(left * 1000) : elapsed;
}
