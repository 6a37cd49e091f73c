/** A private PostgreSQL for a test: its own data, on the given loopback port, quick because nothing it holds is worth keeping. */
import { execFileSync } from 'node:child_process';
import { chownSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { scratch, startChild, type Child } from './children';
import { copy } from './templates';

/** Data on disk, with a database `zuoxi` and a role of that name that owns it. */
export type Cluster = { data: string; remove: () => void };

export type Postgres = {
  port: number;
  /** kill -9, as a machine that loses power */
  kill(): Promise<void>;
  /** starts it again on the same data */
  start(): Promise<void>;
  /** ends it cleanly; its data stays */
  stop(): Promise<void>;
};

const role = 'zuoxi';

function program(name: string): string {
  const home = '/usr/lib/postgresql';
  const newest = readdirSync(home)
    .map(Number)
    .filter((n) => n > 0)
    .sort((a, b) => b - a)[0];
  return join(home, String(newest), 'bin', name);
}

type Owner = { uid: number; gid: number };

/** PostgreSQL refuses to run as root: its programs run as the owner of the data. */
const as = ({ uid, gid }: Owner, name: string): string[] => [
  ...(process.getuid?.() === 0 ? ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'] : []),
  program(name),
];

function run(owner: Owner, name: string, args: readonly string[], input = ''): void {
  const [file = '', ...before] = as(owner, name);
  execFileSync(file, [...before, ...args], { input, cwd: '/', stdio: ['pipe', 'ignore', 'pipe'] });
}

/** Gives commands to the superuser, one a line, while nobody else works on the data. */
export const singleUser = (data: string, database: string, sql: string): void =>
  run(statSync(data), 'postgres', ['--single', '-D', data, database], sql);

/** A folder for data, of a user that is not root. */
function place(): { owner: Owner; data: string; remove: () => void } {
  const { path, remove } = scratch('postgres');
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  if (process.getuid?.() === 0) chownSync(path, id('-u'), id('-g'));
  return { owner: statSync(path), data: join(path, 'data'), remove };
}

export function newCluster(password: string): Cluster {
  const { owner, data, remove } = place();
  const options = ['-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--auth=trust', '--no-sync', '--no-instructions'];
  run(owner, 'initdb', ['-D', data, ...options]);
  const sql = `CREATE ROLE ${role} LOGIN PASSWORD '${password}'\n\nCREATE DATABASE ${role} OWNER ${role}\n`;
  singleUser(data, 'postgres', sql);
  return { data, remove };
}

/** The data of a cluster that ended cleanly, once more. */
export async function copiedCluster(from: string): Promise<Cluster> {
  const { data, remove } = place();
  await copy(from, data);
  return { data, remove };
}

export async function givenPostgres(port: number, { data }: Cluster): Promise<Postgres> {
  const options = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    shared_buffers: '32MB',
    autovacuum: 'off',
  };
  const argv = [
    ...as(statSync(data), 'postgres'),
    '-D',
    data,
    ...Object.entries(options).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
  ];
  let child: Child | null = null;
  const start = async (): Promise<void> => {
    child = await startChild(argv, { cwd: '/' });
    await ready(child);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child?.process.kill(signal);
    await child?.exited;
    child = null;
  };
  await start();
  return { port, start, kill: () => end('SIGKILL'), stop: () => end('SIGINT') };
}

function ready(child: Child): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      if (child.output().includes('database system is ready to accept connections')) resolve();
    };
    child.process.stderr?.on('data', look);
    void child.exited.then(() => reject(new Error(`PostgreSQL ended: ${child.output()}`)));
    look();
  });
}
