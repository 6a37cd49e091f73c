/** Services as a house has them, for a test: a bucket, and PostgreSQL and Redis of its own, both over TLS with a certificate of an authority that nobody else knows. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, copyFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readInstance } from '@zuoxi/contracts/environment';
import { bucketSecret, givenBucket } from './bucket';
import { scratch, startChild } from './children';
import { freeSettings } from './ports';
import { givenPostgres, newCluster, singleUser } from './postgres';

export type House = {
  /** `ZUOXI_…` for an instance that uses all */
  settings: Readonly<Record<string, string>>;
  /** the URL of the database with that name, as that role; there are `zuoxi` and `spare` of role `zuoxi` and `another` of role `mighty`; roles are `zuoxi`, `mighty` (a superuser) and `unbound` (BYPASSRLS) */
  databaseUrl(name?: string, role?: string): string;
  /** what must be in no log and no process list */
  passwords: readonly string[];
  stop(): Promise<void>;
};

const passwords = { database: 'of the house: %/@', redis: 'queue-of-the-house' };

/** An authority, and a certificate of it for 127.0.0.1 alone. */
function certificates(folder: string): { ca: string; cert: string; key: string } {
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=house');
  openssl('req', ...key, '-keyout', 'server.key', '-out', 'server.csr', '-subj', '/CN=server');
  writeFileSync(join(folder, 'names'), 'subjectAltName=IP:127.0.0.1');
  openssl(
    ...['x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'],
    ...['-extfile', 'names', '-out', 'server.pem'],
  );
  for (const name of ['ca.pem', 'server.pem']) chmodSync(join(folder, name), 0o644);
  return { ca: join(folder, 'ca.pem'), cert: join(folder, 'server.pem'), key: join(folder, 'server.key') };
}

export async function givenHouse(): Promise<House> {
  const folder = scratch('house');
  chmodSync(folder.path, 0o711); // the services' user reads the authority's certificate
  const tls = certificates(folder.path);
  const { settings, release } = await freeSettings();
  const { ports } = readInstance(settings, folder.path);

  const cluster = newCluster(passwords.database);
  const { uid, gid } = statSync(cluster.data);
  for (const [from, to] of [
    [tls.cert, 'server.crt'],
    [tls.key, 'server.key'],
  ] as const) {
    copyFileSync(from, join(cluster.data, to));
    chmodSync(join(cluster.data, to), 0o600);
    if (process.getuid?.() === 0) chownSync(join(cluster.data, to), uid, gid);
  }
  appendFileSync(join(cluster.data, 'postgresql.conf'), 'ssl = on\n');
  writeFileSync(join(cluster.data, 'pg_hba.conf'), 'hostssl all all 127.0.0.1/32 scram-sha-256\n');
  const roles = ['mighty SUPERUSER', 'unbound BYPASSRLS'].map(
    (role) => `CREATE ROLE ${role} LOGIN PASSWORD '${passwords.database}'`,
  );
  singleUser(
    cluster.data,
    'postgres',
    `${roles.join('\n\n')}\n\nCREATE DATABASE spare OWNER zuoxi\n\nCREATE DATABASE another OWNER mighty\n`,
  );
  const postgres = await givenPostgres(ports.postgres, cluster);

  const options = ['--port', '0', '--tls-port', String(ports.redis), '--bind', '127.0.0.1', '--tls-auth-clients', 'no'];
  const files = ['--tls-cert-file', tls.cert, '--tls-key-file', tls.key, '--tls-ca-cert-file', tls.ca, '--dir', folder.path];
  const redis = await startChild(['redis-server', ...options, ...files, '--requirepass', passwords.redis, '--save', ''], {
    cwd: folder.path,
  });
  await new Promise<void>((ready, failed) => {
    const look = (): void => void (redis.output().includes('Ready to accept connections') && ready());
    redis.process.stdout?.on('data', look);
    void redis.exited.then(() => failed(new Error(redis.output())));
    look();
  });

  const bucket = await givenBucket();
  const databaseUrl = (name = 'zuoxi', role = 'zuoxi'): string =>
    `postgres://${role}:${encodeURIComponent(passwords.database)}@127.0.0.1:${ports.postgres}/${name}?sslmode=verify-full`;
  return {
    settings: {
      ZUOXI_DATABASE_URL: databaseUrl(),
      ZUOXI_DATABASE_POOL: '9',
      ZUOXI_REDIS_URL: `rediss://:${passwords.redis}@127.0.0.1:${ports.redis}/2`,
      ZUOXI_S3_URL: bucket.url,
      ZUOXI_CA_FILE: tls.ca,
    },
    databaseUrl,
    passwords: [bucketSecret, ...Object.values(passwords), encodeURIComponent(passwords.database)],
    async stop() {
      await bucket.stop();
      await redis.stop();
      await postgres.stop();
      cluster.remove();
      release();
      folder.remove();
    },
  };
}
