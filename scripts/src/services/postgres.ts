import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { databaseOf } from '../external/connections';
import { askDatabase } from '../health/ask-database';
import { writePrivate } from '../private-file';
import { postgresFolder } from '../programs';
import { internal } from './ports';
import type { Service, Site } from './service';

/** The record plane's role and database. The role is no superuser, so that row-level security binds it. */
export const postgresRole = 'zuoxi';

/** The major version that made the data; null where there is none yet. */
export const postgresVersion = (data: string): string | null => {
  const file = join(data, 'PG_VERSION');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null;
};

/** Nobody comes in but the role, by password. The superuser exists only for `postgres --single`. */
const access = `host all ${postgresRole} 127.0.0.1/32 scram-sha-256\n`;

async function firstData({ instance, secrets, run }: Site): Promise<void> {
  const data = instance.paths.postgres;
  const folder = postgresFolder(null);
  rmSync(data, { recursive: true, force: true }); // an initdb that was interrupted left no PG_VERSION or no `ready` file
  await run([
    join(folder, 'initdb'),
    '-D',
    data,
    '-U',
    'postgres',
    '-E',
    'UTF8',
    '--locale=C.UTF-8',
    '--auth=reject',
    '--no-instructions',
  ]);
  const role = `CREATE ROLE ${postgresRole} LOGIN PASSWORD '${secrets.postgres}'\n`;
  await run(
    [join(folder, 'postgres'), '--single', '-D', data, 'postgres'],
    `${role}\nCREATE DATABASE ${postgresRole} OWNER ${postgresRole}\n`,
  );
  await run(['touch', ready(data)]);
}

const ready = (data: string): string => join(data, 'zuoxi.ready');

/**
 * A machine that lost power leaves `postmaster.pid`; PostgreSQL refuses to start when that number meanwhile belongs to another process of the same
 * user, which in a container is likely.
 */
function forgetDeadOwner(data: string): void {
  const file = join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = readFileSync(file, 'utf8').split('\n')[0] ?? '';
  const name = existsSync(`/proc/${pid}/comm`) ? readFileSync(`/proc/${pid}/comm`, 'utf8').trim() : '';
  if (name !== 'postgres') rmSync(file);
}

export const postgres: Service = {
  name: 'postgres',
  ports: (i) => [internal(i, 'postgres')],
  async prepare(site) {
    const data = site.instance.paths.postgres;
    if (!existsSync(ready(data))) await firstData(site);
    forgetDeadOwner(data);
    writePrivate(join(data, 'pg_hba.conf'), access);
  },
  command({ instance }) {
    const options = {
      port: instance.ports.postgres,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '', // a socket's path may have 107 bytes; a data directory may be deeper
      max_connections: 100,
      shared_buffers: '128MB',
      wal_compression: 'on',
      log_line_prefix: '%m [%p] ',
      log_timezone: 'UTC',
    };
    const folder = postgresFolder(postgresVersion(instance.paths.postgres));
    return {
      argv: [
        join(folder, 'postgres'),
        '-D',
        instance.paths.postgres,
        ...Object.entries(options).flatMap(([k, v]) => ['-c', `${k}=${v}`]),
      ],
    };
  },
  ready: ({ instance, secrets }) =>
    askDatabase(databaseOf({ instance, secrets }), 'select 1').then(
      () => true,
      () => false,
    ),
  replacedBy: 'database',
  stopSignal: 'INT', // "fast shutdown": ends the sessions instead of waiting for them
};
