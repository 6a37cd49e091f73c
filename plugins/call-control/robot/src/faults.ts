/** Gates for a BadLine: one bad moment each. */
import type { Gate } from './bad-line';
import { Deferred } from './deferred';

/** Every ACK leaves `ms` late: the peer sends its 200 again meanwhile (RFC 3261 §13.3.1.4). */
export const slowAck =
  (ms: number): Gate =>
  ({ way, method }) =>
    way === 'out' && method === 'ACK' ? new Promise((resolve) => setTimeout(resolve, ms)) : 'pass';

/** No ACK ever leaves. */
export const noAck: Gate = ({ way, method }) => (way === 'out' && method === 'ACK' ? 'drop' : 'pass');

export type CancelRace = {
  gate: Gate;
  /** the peer has answered; the phone does not know it yet. Hang up now, and the CANCEL crosses the 200 */
  answered: Promise<void>;
};

/** CANCEL and 200 cross on the wire: the 200 is held back until a CANCEL has left. */
export function cancelRace(): CancelRace {
  const [answered, cancelled] = [new Deferred<void>(), new Deferred<void>()];
  const gate: Gate = ({ way, method, status }) => {
    if (way === 'out' && method === 'CANCEL') cancelled.resolve();
    if (way !== 'in' || method !== 'INVITE' || status !== 200) return 'pass';
    answered.resolve();
    return cancelled.promise;
  };
  return { gate, answered: answered.promise };
}
