import pino, { type Logger } from 'pino';

/** JSON lines on standard output; whoever runs the process keeps them. */
export const createLog = (name: string, level: string): Logger => pino({ name, level, timestamp: pino.stdTimeFunctions.isoTime });
export type { Logger };
