/** The mixer as its own process, beside a private rtpengine. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { connect } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { alaw, encode, wavFile } from '@zuoxi/rtp';
import { entries } from '../../scripts/src/services/node';
import { startChild, type Child } from './children';
import type { PrivateRtpengine } from './rtpengine';

export type PrivateMixer = {
  /** `kill -9`; resolves when it is gone */
  kill(): Promise<void>;
  restart(): Promise<void>;
  /** puts a sound below the sounds folder */
  sound(name: string, samples: Int16Array): void;
  log(): string;
  stop(): Promise<void>;
};

const root = resolve(__dirname, '../..');

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false; // not yet
  } finally {
    socket.destroy();
  }
}

export async function givenMixer({ env, instance }: PrivateRtpengine): Promise<PrivateMixer> {
  const start = async (): Promise<Child> => {
    const started = await startChild([process.execPath, join(root, entries.mixer)], {
      cwd: instance.data,
      env: { ...process.env, ...env },
    });
    for (let left = 250; left > 0 && started.process.exitCode === null; left--) {
      if (await listens(instance.ports.mixerControl)) return started;
      await sleep(20); // it has no other sign of life
    }
    await started.stop();
    throw new Error(`the mixer does not answer:\n${started.output()}`);
  };
  let child = await start();
  return {
    async kill() {
      child.process.kill('SIGKILL');
      await child.exited;
    },
    async restart() {
      child = await start();
    },
    sound(name, samples) {
      const path = join(instance.paths.sounds, `${name}.wav`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, wavFile({ format: 'alaw', channels: 1, rate: 8000 }, encode(alaw, samples)));
    },
    log: () => child.output(),
    stop: () => child.stop(),
  };
}
