/** How a call of a robot ended. */
import { causeOfStatus, type Cause } from '@zuoxi/contracts';

export type CallEnd = {
  by: 'us' | 'them';
  status: number;
  reason: string;
  cause: Cause;
  answered: boolean;
  /** milliseconds from the answer to the end; 0 when it was never answered */
  talkMs: number;
};

export const callEnd = (
  e: { by: 'us' | 'them'; status: number; reason: string },
  answeredAt: number | null,
  now: number,
): CallEnd => ({
  ...e,
  cause: answeredAt !== null ? (e.status >= 400 ? 'lost' : 'hangup') : causeOfStatus(e.status),
  answered: answeredAt !== null,
  talkMs: answeredAt === null ? 0 : now - answeredAt,
});
