/** The record plane in this process, listening, on a PostgreSQL of its own: with one content type that only the benchmark has. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes, randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createStrapi, type Core } from '@strapi/strapi';
import { readInstance, Secrets } from '@zuoxi/contracts/environment';
import { Client } from 'pg';
import { freeBlock } from './free-ports';

const root = resolve(__dirname, '../../..');
const host = '127.0.0.1';

export type Plane = {
  strapi: Core.Strapi;
  url: string;
  sql: Client;
  token(user: number): Promise<string>;
  close(): Promise<void>;
};

const nobody = (flag: string): number => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));

/** As an instance runs it, but for its memory. */
async function startPostgres(folder: string, port: number, password: string): Promise<() => Promise<void>> {
  const home = '/usr/lib/postgresql';
  const newest = Math.max(...readdirSync(home).map(Number).filter(Number.isFinite));
  const bin = join(home, String(newest), 'bin');
  const isRoot = process.getuid?.() === 0;
  const drop = isRoot ? ['setpriv', `--reuid=${nobody('-u')}`, `--regid=${nobody('-g')}`, '--clear-groups'] : [];
  mkdirSync(folder);
  if (isRoot) chownSync(folder, nobody('-u'), nobody('-g'));
  const data = join(folder, 'data');
  const run = (argv: string[], input = ''): void => {
    const [file = '', ...args] = [...drop, ...argv];
    execFileSync(file, args, { input, cwd: folder, stdio: ['pipe', 'ignore', 'pipe'] });
  };
  run([join(bin, 'initdb'), '-D', data, '-U', 'postgres', '-E', 'UTF8', '--locale=C.UTF-8', '--auth=trust', '--no-sync']);
  const roles = `CREATE ROLE zuoxi LOGIN PASSWORD '${password}'\n\nCREATE DATABASE zuoxi OWNER zuoxi\n`;
  run([join(bin, 'postgres'), '--single', '-D', data, 'postgres'], roles);
  const settings = ['shared_buffers=256MB', `listen_addresses=${host}`, `port=${port}`, 'unix_socket_directories=', 'jit=off'];
  const [file = '', ...args] = [...drop, join(bin, 'postgres'), '-D', data, ...settings.flatMap((s) => ['-c', s])];
  const child = spawn(file, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
  await new Promise<void>((ready, fail) => {
    child.stderr.on('data', (text) => String(text).includes('ready to accept') && ready());
    child.once('exit', () => fail(new Error('PostgreSQL ended')));
  });
  return async () => {
    const gone = once(child, 'exit');
    child.kill('SIGINT');
    await gone;
  };
}

export async function openRecordPlane(prepare: (strapi: Core.Strapi) => void): Promise<Plane> {
  const folder = mkdtempSync(join(tmpdir(), 'zuoxi-bench-'));
  execFileSync('chmod', ['755', folder]);
  const base = await freeBlock(50);
  const env = {
    ZUOXI_DEMO: 'false',
    ZUOXI_LOG_LEVEL: 'error',
    ZUOXI_DATA: folder,
    ZUOXI_ROOT: root,
    ZUOXI_PORT_BASE: String(base),
    STRAPI_TELEMETRY_DISABLED: 'true',
  };
  const instance = readInstance(env, root);
  const secrets = Secrets.parse(
    Object.fromEntries(Object.keys(Secrets.shape).map((name) => [name, randomBytes(24).toString('hex')])),
  );
  writeFileSync(instance.paths.secrets, JSON.stringify(secrets), { mode: 0o600 });
  for (const path of [instance.paths.recordings, join(instance.paths.uploads, 'uploads')]) mkdirSync(path, { recursive: true });
  const stopPostgres = await startPostgres(join(folder, 'postgres'), instance.ports.postgres, secrets.postgres);
  Object.assign(process.env, env);

  const appDir = join(root, 'cms');
  const strapi = createStrapi({ appDir, distDir: join(appDir, 'dist'), serveAdminPanel: false, autoReload: false });
  prepare(strapi);
  try {
    await strapi.load();
  } catch (error) {
    await stopPostgres(); // or it keeps this process alive
    throw error;
  }
  strapi.server.mount();
  await new Promise<void>((done) => strapi.server.httpServer.listen(0, host, done));
  const address = strapi.server.httpServer.address();
  const sql = new Client({ host, port: instance.ports.postgres, database: 'zuoxi', user: 'zuoxi', password: secrets.postgres });
  await sql.connect();
  return {
    strapi,
    sql,
    url: `http://${host}:${typeof address === 'object' && address ? address.port : 0}`,
    async token(user) {
      const sessions = strapi.sessionManager('users-permissions');
      const refresh = await sessions.generateRefreshToken(String(user), randomUUID(), { type: 'refresh' });
      const access = await sessions.generateAccessToken(refresh.token);
      if ('error' in access) throw new Error(access.error);
      return access.token;
    },
    async close() {
      await sql.end();
      strapi.server.httpServer.closeAllConnections();
      await strapi.destroy();
      await stopPostgres();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
