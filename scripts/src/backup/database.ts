/**
 * The record plane's database as rows and back, by PostgreSQL's own programs. Its role is bound by row-level security like any other (accounts, isolation), so
 * each connection here says that it sees every tenant; what was counted in the same snapshot proves that nothing was left out.
 */
import { createHash } from 'node:crypto';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Client } from 'pg';
import { databaseOf } from '../external/connections';
import type { Account } from '../account';
import { checkExternal } from '../external/check';
import { nameOf } from '../external/database';
import { postgresFolder } from '../programs';
import { postgres, postgresVersion } from '../services/postgres';
import type { Site } from '../services/service';
import { Trouble } from '../trouble';
import { until } from '../until';
import type { Entry } from './archive';

/** `app.tenant` and `app.tenant_id` of accounts/isolation/connection.ts: a star sees everything. */
const everyTenant = '-c app.tenant=* -c app.tenant_id=*';
/** The dump goes into the archive in pieces: its length is known at its end only. */
const pieceBytes = 8 * 1024 * 1024;

/** Where the house keeps the authorities that everybody trusts; libpq has no such list of its own (Debian's path). */
const publicAuthorities = '/etc/ssl/certs/ca-certificates.crt';

/** What libpq's programs read: no word of it stands in a command line. */
function environment({ instance, secrets }: Site): NodeJS.ProcessEnv {
  const { host, port, user, password, database, ssl } = databaseOf({ instance, secrets });
  return {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: user,
    PGPASSWORD: password,
    PGDATABASE: database,
    PGSSLMODE: !ssl ? 'disable' : ssl.rejectUnauthorized ? 'verify-full' : 'require',
    ...(ssl && ssl.rejectUnauthorized && { PGSSLROOTCERT: instance.external.ca ?? publicAuthorities }),
    PGOPTIONS: everyTenant,
  };
}

export async function connect({ instance, secrets }: Site): Promise<Client> {
  const client = new Client({ ...databaseOf({ instance, secrets }), options: everyTenant, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined); // the query that waits says it
  await client.connect();
  return client;
}

/** Rows by table. */
export async function countRows(client: Client): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of rows) {
    const found = await client.query<{ n: string }>(`select count(*) as n from ${client.escapeIdentifier(name)}`);
    counts[name] = Number(found.rows[0]?.n ?? 0);
  }
  return counts;
}

/** One word for every table's columns and their types. */
export async function schemaOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ line: string }>(
    `select table_name || '.' || column_name || ' ' || udt_name as line from information_schema.columns
      where table_schema = 'public' order by table_name, column_name`,
  );
  return createHash('sha256')
    .update(rows.map(({ line }) => line).join('\n'))
    .digest('hex');
}

/** The major version of the server that answers. */
export async function majorVersion(client: Client): Promise<number> {
  const { rows } = await client.query<{ n: number }>(`select current_setting('server_version_num')::int / 10000 as n`);
  return rows[0]?.n ?? 0;
}

/** The major version that a new database gets, and the newest that the programs here understand. */
export const newestMajorVersion = (): number => Number(/\/(\d+)\/bin$/.exec(postgresFolder(null))?.[1] ?? 0);

/** The embedded cluster is served by the programs that made it, a server of the house by the newest ones. */
const program = ({ instance }: Site, name: string): string =>
  join(postgresFolder(instance.external.database ? null : postgresVersion(instance.paths.postgres)), name);

function start(account: Account, argv: readonly string[], env: NodeJS.ProcessEnv, stdio: 'dump' | 'restore' | 'server') {
  const [file = '', ...args] = [...account.drop, ...argv];
  const child = spawn(file, args, {
    env,
    cwd: '/',
    stdio: [stdio === 'restore' ? 'pipe' : 'ignore', stdio === 'dump' ? 'pipe' : 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-2000)));
  const ended = once(child, 'close').then(([code]) => Number(code));
  return { child, ended, said: () => said.trim() };
}

async function succeeded({ ended, said }: { ended: Promise<number>; said: () => string }, what: string): Promise<void> {
  if ((await ended) !== 0) throw new Trouble(`${what} failed:\n${said()}`);
}

/** pg_dump of one snapshot of the database, as entries of at most 8 MB. */
export async function* dump(site: Site, account: Account, snapshot: string): AsyncGenerator<Entry> {
  const options = ['--format=custom', '--no-owner', '--enable-row-security', `--snapshot=${snapshot}`];
  const run = start(account, [program(site, 'pg_dump'), ...options], environment(site), 'dump');
  let [count, waiting, length] = [0, [] as Buffer[], 0];
  const piece = (): Entry => {
    const content = Buffer.concat(waiting);
    [waiting, length] = [[], 0];
    const path = `database/${String(++count).padStart(6, '0')}`;
    return { path, size: content.length, content: single(content) };
  };
  try {
    for await (const chunk of run.child.stdout ?? []) {
      waiting.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length >= pieceBytes) yield piece();
    }
    await succeeded(run, 'pg_dump');
    yield piece();
  } finally {
    if (run.child.exitCode === null) run.child.kill();
  }
}

async function* single(content: Buffer): AsyncGenerator<Buffer> {
  yield content;
}

/** Takes the pieces of a dump in their order. All of it is one transaction: half a database is none. */
export class Restoring {
  private readonly run: ReturnType<typeof start>;

  constructor(site: Site, account: Account) {
    const options = ['--no-owner', '--exit-on-error', '--single-transaction', `--dbname=${databaseOf(site).database}`];
    this.run = start(account, [program(site, 'pg_restore'), ...options], environment(site), 'restore');
    this.run.child.stdin?.on('error', () => undefined); // it ended before it had all: its exit code and words tell
  }

  async take(content: AsyncIterable<Buffer>): Promise<void> {
    const { child } = this.run;
    for await (const piece of content)
      if (!child.stdin?.write(piece) && child.exitCode === null)
        await Promise.race([once(child.stdin ?? child, 'drain'), this.run.ended]);
  }

  async finish(): Promise<void> {
    this.run.child.stdin?.end();
    await succeeded(this.run, 'pg_restore');
  }

  abort(): void {
    if (this.run.child.exitCode === null) this.run.child.kill();
  }
}

/** A database of the house takes a restore only while nothing is in it. Throws a Trouble otherwise. */
export async function checkEmptyDatabase(site: Site): Promise<void> {
  await checkExternal(site);
  const client = await connect(site);
  try {
    const there = Object.keys(await countRows(client));
    if (there.length > 0)
      throw new Trouble(
        `${nameOf(databaseOf(site))} holds tables (${there.slice(0, 3).join(', ')}, …): a backup is restored into an empty one. Make another database, and name it in ZUOXI_DATABASE_URL.`,
      );
  } finally {
    await client.end();
  }
}

/** A server for the time of the restore alone, on the instance's port for it. */
export async function runServer(site: Site, account: Account): Promise<{ stop: () => Promise<void> }> {
  await postgres.prepare?.(site);
  const env = { PATH: process.env.PATH, LANG: 'C.UTF-8' };
  const server = start(account, postgres.command(site).argv, env, 'server');
  const stop = async (): Promise<void> => {
    if (alive(server.child)) server.child.kill('SIGINT');
    await server.ended;
  };
  try {
    await until(() => !alive(server.child) || postgres.ready(site), 60_000, 'PostgreSQL does not answer.');
    if (!alive(server.child)) throw new Trouble(`PostgreSQL ends as soon as it starts:\n${server.said()}`);
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const alive = (child: ChildProcess): boolean => child.exitCode === null && child.signalCode === null;
