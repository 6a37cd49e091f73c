/** A private PostgreSQL for a test: its own data, on the given loopback port, quick because nothing it holds is worth keeping. */
import { execFileSync } from 'node:child_process';
import { chownSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { scratch, startChild, type Child } from './children';

export type Postgres = {
  port: number;
  /** kill -9, as a machine that loses power */
  kill(): Promise<void>;
  /** starts it again on the same data */
  start(): Promise<void>;
  stop(): Promise<void>;
};

const role = 'zuoxi';

function folder(): string {
  const home = '/usr/lib/postgresql';
  const newest = readdirSync(home)
    .map(Number)
    .filter((n) => n > 0)
    .sort((a, b) => b - a)[0];
  return join(home, String(newest), 'bin');
}

/** PostgreSQL refuses to run as root: then it runs as `nobody`. */
function unprivileged(): { drop: string[]; uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return { drop: [] };
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  const [uid, gid] = [id('-u'), id('-g')];
  return { drop: ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'], uid, gid };
}

/** Starts one with a database and a role `zuoxi` that owns it. */
export async function givenPostgres(port: number, password: string): Promise<Postgres> {
  const bin = folder();
  const { path, remove } = scratch('postgres');
  const { drop, uid, gid } = unprivileged();
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
  const data = join(path, 'data');
  const run = (argv: string[], input = ''): void => {
    const [file = '', ...args] = [...drop, ...argv];
    execFileSync(file, args, { input, cwd: path, stdio: ['pipe', 'ignore', 'pipe'] });
  };
  run([
    join(bin, 'initdb'),
    '-D',
    data,
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--auth=trust',
    '--no-sync',
    '--no-instructions',
  ]);
  const sql = `CREATE ROLE ${role} LOGIN PASSWORD '${password}'\n\nCREATE DATABASE ${role} OWNER ${role}\n`;
  run([join(bin, 'postgres'), '--single', '-D', data, 'postgres'], sql);

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
  const argv = [...drop, join(bin, 'postgres'), '-D', data, ...Object.entries(options).flatMap(([k, v]) => ['-c', `${k}=${v}`])];
  let child: Child | null = null;
  const start = async (): Promise<void> => {
    child = await startChild(argv, { cwd: path });
    await ready(child);
  };
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    child?.process.kill(signal);
    await child?.exited;
    child = null;
  };
  await start();
  return {
    port,
    start,
    kill: () => stop('SIGKILL'),
    stop: async () => {
      await stop('SIGINT');
      remove();
    },
  };
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
