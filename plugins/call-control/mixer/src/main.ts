/** The mixer process. */
import pino from 'pino';
import { readConfig } from './config';
import { serve } from './serve';

const config = readConfig(process.env);
// written at once: a mixer says little, and what it says before it dies counts most
const log = pino(
  { name: 'mixer', level: config.logLevel, timestamp: pino.stdTimeFunctions.isoTime },
  pino.destination({ dest: 1, sync: false, minLength: 0 }),
);

serve(config, log).then(
  (serving) => {
    const stop = (): void => void serving.close().then(() => log.flush(() => process.exit(0)));
    process.once('SIGTERM', stop);
    process.once('SIGINT', stop);
  },
  (err: unknown) => {
    log.fatal({ err }, 'the mixer cannot start');
    log.flush(() => process.exit(1));
  },
);
