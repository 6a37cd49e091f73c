/** A private rtpengine, started as the product starts it, on free ports; gone when the test is. */
import { createSocket } from 'node:dgram';
import { setTimeout as sleep } from 'node:timers/promises';
import { readInstance, type Instance } from '@zuoxi/contracts/environment';
import { rtpengineCommand } from '../../scripts/src/services/rtpengine';
import { scratch, startChild, type Child } from './children';
import { freeSettings } from './ports';

export type PrivateRtpengine = {
  instance: Instance;
  /** the settings of the instance, for other processes of it */
  env: Readonly<Record<string, string>>;
  /** what it wrote since its last start */
  log(): string;
  /** `kill -9`; resolves when it is gone */
  kill(): Promise<void>;
  /** SIGSTOP freezes it, SIGCONT lets it go on */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
  /** a new start after `kill` */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** Does it answer a ping within 100 ms? */
function answers(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    const timer = setTimeout(() => done(false), 100);
    const done = (answer: boolean): void => {
      clearTimeout(timer);
      socket.close();
      resolve(answer);
    };
    socket.once('message', () => done(true));
    socket.once('error', () => done(false));
    socket.send('test d7:command4:pinge', port, '127.0.0.1');
  });
}

async function started(instance: Instance, dir: string): Promise<Child> {
  const child = await startChild(rtpengineCommand(instance, dir), { cwd: dir });
  for (let left = 100; left > 0; left--) {
    if (child.process.exitCode !== null) break;
    if (await answers(instance.ports.ng)) return child;
    await sleep(20); // it has no other sign of life
  }
  await child.stop();
  throw new Error(`rtpengine does not answer:\n${child.output()}`);
}

export async function givenRtpengine(given: Readonly<Record<string, string>> = {}): Promise<PrivateRtpengine> {
  const dir = scratch('rtpengine');
  const { settings, release } = await freeSettings();
  const env = { ...settings, ZUOXI_DATA: dir.path, ...given };
  const instance = readInstance(env, dir.path);
  let child = await started(instance, dir.path);
  return {
    instance,
    env,
    log: () => child.output(),
    async kill() {
      child.process.kill('SIGKILL');
      await child.exited;
    },
    signal: (signal) => void child.process.kill(signal),
    async restart() {
      child = await started(instance, dir.path);
    },
    async stop() {
      await child.stop();
      release();
      dir.remove();
    },
  };
}
