/** Three ways to say how long a call was; each report names its own (D18). All in ms, over the timestamps of a call record. */
import type { Time } from './ids';

type Times = { startedAt: Time; answeredAt: Time | null; talkingAt: Time | null; endedAt: Time };
const from = (start: Time | null, end: Time): number => (start === null ? 0 : Math.max(0, end - start));

/** Service record (CDR-13): call-in or dial-out to hang-up. */
export const serviceMs = (c: Times): number => from(c.startedAt, c.endedAt);

/** Call record (CDR-16): from the first answer to the last hang-up; a caller whom the queue answered counts from there. */
export const spanMs = (c: Times): number => from(c.answeredAt ?? c.talkingAt, c.endedAt);

/** Call result (CDR-26): from the agent's answer to the end of the call. */
export const resultMs = (c: Times): number => from(c.talkingAt, c.endedAt);
