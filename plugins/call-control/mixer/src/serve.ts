/** A whole mixer: its sockets, its clock and the mixing between them. */
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Config } from './config';
import { Control } from './control';
import { Metrics } from './metrics';
import { Mixer } from './mixer';
import { openRtpSocket, type RtpSocket } from './rtp-socket';
import { soundFiles } from './sound-files';
import { systemClock, TickClock } from './tick-clock';

export type Serving = { close: () => Promise<void> };

const strayReportMs = 10_000;

/** Resolves when it works; rejects with the system's error when a port cannot be had. */
export async function serve({ controlPort, rtpPort, metricsPort, sounds, recordings }: Config, log: Logger): Promise<Serving> {
  const epoch = randomUUID();
  const metrics = new Metrics(() => mixer);
  const open: { control?: Control; socket?: RtpSocket } = {};
  const mixer: Mixer = new Mixer({
    send: (packet, port) => open.socket?.send(packet, port),
    tell: (report) => {
      if (report.t === 'recording.failed') {
        log.error(report, 'a recording failed');
        metrics.recordingFailed();
      }
      open.control?.tell(report);
    },
    load: soundFiles(sounds, (what, err) => log.warn({ err }, what)),
    recordings,
    now: systemClock,
  });
  open.socket = await openRtpSocket(
    rtpPort,
    (packet, port) => mixer.receive(packet, port),
    () => mixer.strayed(),
  );
  open.control = await Control.listen({
    port: controlPort,
    hello: () => ({ t: 'hello', epoch, port: rtpPort }),
    told: (message) => mixer.told(message),
    warn: (what, detail) => log.warn(detail, what),
  });
  metrics.watchProcess();
  const server = await metrics.serve(metricsPort);
  const clock = new TickClock((tick, lateMs) => {
    metrics.ticked(lateMs);
    mixer.tick(tick, lateMs);
  });
  clock.start();
  let reported = 0;
  const reporting = setInterval(() => {
    const { strays } = mixer.traffic();
    if (strays > reported) log.warn({ datagrams: strays - reported }, 'datagrams came from no leg, or were no RTP');
    reported = strays;
  }, strayReportMs);
  log.info({ epoch, controlPort, rtpPort }, 'the mixer works');
  return {
    close: async () => {
      clock.stop();
      clearInterval(reporting);
      server.close();
      await mixer.close();
      await Promise.all([open.control?.close(), open.socket?.close()]);
    },
  };
}
