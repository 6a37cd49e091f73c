import { Client } from 'pg';
import { postgresRole } from '../services/postgres';
import { ill, logOf, skipped, well, type Check } from './check';

export const database: Check = {
  name: 'database',
  zh: '数据库',
  after: ['secrets'],
  async examine(patient) {
    const { instance, secrets } = patient;
    if (!secrets) return [skipped('no secrets')];
    const client = new Client({
      host: '127.0.0.1',
      port: instance.ports.postgres,
      user: postgresRole,
      password: secrets.postgres,
      database: postgresRole,
      connectionTimeoutMillis: 3000,
      query_timeout: 3000,
    });
    client.on('error', () => undefined); // a connection cut while it closes
    try {
      await client.connect();
      const { rows } = await client.query<{ version: string; size: string; now: Date }>(
        "select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size, now()",
      );
      const [row] = rows;
      const apart = Math.abs(Date.now() - (row?.now.getTime() ?? 0));
      if (apart > 2000)
        return [ill(`the database's clock is ${Math.round(apart / 1000)} s off`, 'Set both clocks (timedatectl set-ntp true).')];
      return [well(`PostgreSQL ${row?.version}, ${row?.size}`)];
    } catch (error) {
      const why = error instanceof Error ? error.message || error.name : String(error);
      const wrongPassword = /password authentication/.test(why);
      const cure = wrongPassword
        ? `${instance.paths.secrets} does not belong to this database: restore the pair from one backup.`
        : `See ${logOf(patient, 'postgres')}; calls go on meanwhile.`;
      return [ill(`cannot connect to 127.0.0.1:${instance.ports.postgres}: ${why}`, cure)];
    } finally {
      await client.end().catch(() => undefined); // never connected
    }
  },
};
