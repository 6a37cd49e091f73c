/** A private instance for a test: free ports, data in a temporary folder, gone when the test is, even when jest is killed. */
import { appendFileSync, chownSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readInstance, type Instance } from '@zuoxi/contracts/environment';
import { startInstance, type RunningInstance, type StartOptions } from '@zuoxi/scripts/instance';
import { root } from './command';
import { freeSettings } from './ports';
import { singleUser } from './postgres';
import { giveSounds } from './sounds';
import { copy, withTemplate } from './templates';

export type TestInstance = RunningInstance & {
  /** the settings it was started with, for the processes that a test starts beside it */
  env: Readonly<Record<string, string>>;
  /** `http://127.0.0.1:<web>` */
  origin: string;
};

/** Puts what an instance remembers into its data directory. */
type Furnish = (instance: Instance) => Promise<void>;

const anew: Furnish = () => Promise.resolve();

/** What stays of an instance that was started once: its record plane with the demo. The live plane has nothing to remember. */
const remembered = ['postgres', 'secrets', 'demoLogins', 'types'] as const;

/** The demo's rows are dated from when they were made: an hour at most before. */
const again: Furnish = (instance) =>
  withTemplate(`demo-${new Date().toISOString().slice(0, 13)}`, firstStart, async (from) => {
    const { data, paths } = instance;
    for (const name of remembered) await copy(join(from, name), paths[name]);
    const { uid, gid } = statSync(paths.postgres);
    if (process.getuid?.() === 0) chownSync(data, uid, gid);
    const { carrierHost: host, ports } = instance;
    const carrier = `UPDATE trunks SET addresses = '${host}', host = '${host}', port = ${ports.carrier} WHERE name = 'demo-carrier'`;
    singleUser(paths.postgres, 'zuoxi', `${carrier}\n`);
  });

async function firstStart(folder: string): Promise<void> {
  const { running, clear } = await started(anew, {}, {});
  try {
    await running.stop();
    for (const name of remembered) await copy(running.instance.paths[name], join(folder, name));
    appendFileSync(join(folder, 'postgres/postgresql.conf'), 'fsync = off\nfull_page_writes = off\n'); // nothing in it is worth keeping
  } finally {
    clear();
  }
}

type Started = { running: RunningInstance; env: Readonly<Record<string, string>>; clear: () => void };

async function started(furnish: Furnish, more: Readonly<Record<string, string>>, options: StartOptions): Promise<Started> {
  const data = mkdtempSync(join(tmpdir(), 'zuoxi-'));
  const { settings, release } = await freeSettings();
  const env = { ...settings, ZUOXI_DATA: data, ZUOXI_LOG_LEVEL: 'debug', ...more };
  const clear = (): void => {
    release();
    rmSync(data, { recursive: true, force: true });
  };
  try {
    await giveSounds(data);
    await furnish(readInstance(env, root));
    const running = await startInstance({ PATH: process.env.PATH, ...env }, { leashed: true, root, ...options });
    await running.waitHealthy(undefined, 120_000).catch(async (error: unknown) => {
      await running.stop();
      throw error;
    });
    return { running, env, clear };
  } catch (error) {
    clear();
    throw error;
  }
}

async function given(start: Promise<Started>): Promise<TestInstance> {
  const { running, env, clear } = await start;
  const { host, web } = running.instance;
  const stop = async (): Promise<void> => {
    await running.stop();
    clear();
  };
  return { ...running, env, origin: `http://${host}:${web}`, stop };
}

/**
 * Starts an instance and waits until it is healthy; it was started before, so its record plane has its tables and the demo. `env`: settings that no row depends
 * on. Its `stop` also removes the data.
 */
export const givenInstance = (
  env: Readonly<Record<string, string>> = {},
  options: Omit<StartOptions, 'root'> = {},
): Promise<TestInstance> => given(started(options.only === 'live' ? anew : again, env, options));

/** As `givenInstance`, from an empty data directory and with any checkout as its `root`. */
export const givenFirstStart = (env: Readonly<Record<string, string>> = {}, options: StartOptions = {}): Promise<TestInstance> =>
  given(started(anew, env, options));
