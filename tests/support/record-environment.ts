/** What the record plane needs around it: settings, secrets, folders and a PostgreSQL, private to a test. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readInstance, Secrets, type Instance } from '@zuoxi/contracts/environment';
import { scratch, startChild, type Child } from './children';
import { root } from './command';
import { freeSettings } from './ports';
import { copiedCluster, givenPostgres, newCluster, type Cluster, type Postgres } from './postgres';
import { copy, withTemplate } from './templates';

export type RecordEnvironment = {
  postgres: Postgres;
  instance: Instance;
  secrets: Secrets;
  env: Record<string, string>;
  clear: () => Promise<void>;
};

/** Puts what a record plane remembers into the folder of an instance: its secrets; and its database where the result says. */
type Furnish = (paths: Instance['paths']) => Promise<Cluster>;

const readSecrets = ({ secrets }: Instance['paths']): Secrets => Secrets.parse(JSON.parse(readFileSync(secrets, 'utf8')));

const anew: Furnish = async ({ secrets }) => {
  const all = Object.fromEntries(Object.keys(Secrets.shape).map((name) => [name, randomBytes(24).toString('hex')]));
  writeFileSync(secrets, JSON.stringify(all), { mode: 0o600 });
  return newCluster(Secrets.parse(all).postgres);
};

const again: Furnish = (paths) =>
  withTemplate('records', firstStart, async (from) => {
    for (const name of ['secrets', 'demoLogins'] as const) await copy(join(from, name), paths[name]);
    return copiedCluster(join(from, 'postgres'));
  });

async function furnished(
  furnish: Furnish,
  env: Readonly<Record<string, string>>,
): Promise<RecordEnvironment & { cluster: Cluster }> {
  const data = scratch('records');
  const { settings, release } = await freeSettings();
  const all = { ZUOXI_DEMO: 'false', ZUOXI_LOG_LEVEL: 'error', ...settings, ZUOXI_DATA: data.path, ZUOXI_ROOT: root, ...env };
  const instance = readInstance(all, root);
  const cluster = await furnish(instance.paths);
  const secrets = readSecrets(instance.paths);
  for (const folder of [instance.paths.recordings, join(instance.paths.uploads, 'uploads')])
    mkdirSync(folder, { recursive: true });
  const postgres = await givenPostgres(instance.ports.postgres, cluster);
  const clear = async (): Promise<void> => {
    await postgres.stop();
    cluster.remove();
    release();
    data.remove();
  };
  return { postgres, cluster, instance, secrets, env: { ...all, STRAPI_TELEMETRY_DISABLED: 'true' }, clear };
}

/** For a first start: the database is empty. */
export const givenRecordEnvironment = (env: Readonly<Record<string, string>> = {}): Promise<RecordEnvironment> =>
  furnished(anew, env);

/** The record plane in a room as it runs in production, a process of its own, when it is healthy. `drop`: put before the program, to take rights away. */
export async function startRecordProcess(room: RecordEnvironment, drop: readonly string[] = []): Promise<Child> {
  const cms = join(root, 'cms');
  const env = { PATH: process.env.PATH, HOME: room.instance.data, NODE_ENV: 'production', ...room.env };
  const child = await startChild([...drop, process.execPath, join(cms, 'server.js')], { cwd: cms, env });
  const healthy = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${room.instance.ports.cms}/_health`).then(
      ({ status }) => status === 204,
      () => false,
    );
  let over = false;
  void child.exited.then(() => (over = true));
  while (!(await healthy())) {
    if (over) throw new Error(`the record plane ended: ${child.output()}`);
    await new Promise((next) => setTimeout(next, 50));
  }
  return child;
}

/** For another start: the database has every table and no demo, as a first start leaves it. */
export const givenUsedRecordEnvironment = (env: Readonly<Record<string, string>>): Promise<RecordEnvironment> =>
  furnished(again, env);

async function firstStart(folder: string): Promise<void> {
  const { cluster, ...room } = await furnished(anew, {});
  try {
    const plane = await startRecordProcess(room);
    plane.process.kill('SIGTERM');
    await plane.exited;
    await room.postgres.stop();
    for (const name of ['secrets', 'demoLogins'] as const) await copy(room.instance.paths[name], join(folder, name));
    await copy(cluster.data, join(folder, 'postgres'));
  } finally {
    await room.clear();
  }
}
