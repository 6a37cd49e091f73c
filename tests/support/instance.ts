/** A private instance for a test: free ports, data in a temporary folder, gone when the test is, even when jest is killed. */
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { startInstance, type RunningInstance, type StartOptions } from '@zuoxi/scripts/instance';
import { freeSettings } from './ports';

const root = resolve(__dirname, '../..');

export type TestInstance = RunningInstance & {
  /** the settings it was started with, for the processes that a test starts beside it */
  env: Readonly<Record<string, string>>;
  /** `http://127.0.0.1:<web>` */
  origin: string;
};

/**
 * Making the sounds takes seconds of computing, so the tests of one machine share them. A process of its own makes them: inside jest, where every global is
 * looked up through a proxy, it takes over a minute.
 */
export async function giveSounds(data: string): Promise<void> {
  const shared = join(tmpdir(), 'zuoxi-test-sounds');
  const make = 'require(process.argv[1]).makeSounds(process.argv[2])';
  await promisify(execFile)(process.execPath, ['-e', make, require.resolve('@zuoxi/scripts/sounds'), shared]);
  cpSync(shared, join(data, 'sounds'), { recursive: true });
}

/** Starts an instance and waits until it is healthy. Its `stop` also removes the data. */
export async function givenInstance(
  env: Readonly<Record<string, string>> = {},
  options: StartOptions = {},
): Promise<TestInstance> {
  const data = mkdtempSync(join(tmpdir(), 'zuoxi-'));
  const { settings, release } = await freeSettings();
  const all = { ...settings, ZUOXI_DATA: data, ZUOXI_LOG_LEVEL: 'debug', ...env };
  const clear = (): void => {
    release();
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await giveSounds(data);
    const running = await startInstance({ PATH: process.env.PATH, ...all }, { leashed: true, root, ...options });
    await running.waitHealthy(undefined, 120_000).catch(async (error: unknown) => {
      await running.stop();
      throw error;
    });
    const stop = async (): Promise<void> => {
      await running.stop();
      clear();
    };
    return { ...running, env: all, origin: `http://${running.instance.host}:${running.instance.web}`, stop };
  } catch (error) {
    clear();
    throw error;
  }
}
