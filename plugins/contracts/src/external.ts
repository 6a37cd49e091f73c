/**
 * Services that a house may have already, each named by one URL instead of the embedded one. The URLs hold passwords: `secretSettings` names them, so that they get
 * into no log and no process list. What a reader cannot take is refused by an example, never by repeating what was given.
 */
import { z } from 'zod';
import { line } from './text';

/** As `pg` and knex take it. */
export type DatabaseConnection = {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** `rejectUnauthorized: false`: encrypted, but whoever answers is believed */
  ssl: false | { rejectUnauthorized: boolean; host: string; ca?: string[] };
};
/** As ioredis takes it. */
export type RedisConnection = {
  host: string;
  port: number;
  username?: string;
  password?: string;
  db: number;
  tls?: { ca?: string[]; servername?: string };
};

const isLocal = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');
const text = (part: string): string => decodeURIComponent(part);

/** A setting that is a URL. `read` gives null for one that it does not understand. */
const asUrl = <T>(example: string, read: (url: URL, host: string) => T | null) =>
  z.string().transform((given, context): T => {
    const wrong = (): never => {
      context.addIssue({
        code: 'custom',
        message: `must be such as ${example}; what is no letter or digit in a password as %XX`,
      });
      return z.NEVER;
    };
    try {
      const url = new URL(given);
      return read(url, url.hostname.replace(/^\[|\]$/g, '')) ?? wrong();
    } catch {
      return wrong(); // no URL, or a % without its digits
    }
  });

/** The only parameters of a URL, one time each; null where it has others. */
function only<K extends string>({ searchParams }: URL, ...names: readonly K[]): Partial<Record<K, string>> | null {
  const given = [...searchParams];
  const known = given.every(([name]) => (names as readonly string[]).includes(name));
  return known && given.length === new Set(searchParams.keys()).size
    ? (Object.fromEntries(given) as Partial<Record<K, string>>)
    : null;
}

const sslModes = ['disable', 'require', 'verify-full'] as const;

/** `sslmode` has libpq's words; without it, whatever is not on this machine must prove who it is. */
export const DatabaseUrl = asUrl(
  'postgres://user:password@host:5432/database?sslmode=verify-full (or require, or disable)',
  (url, host): (Omit<DatabaseConnection, 'ssl'> & { mode: (typeof sslModes)[number] }) | null => {
    const mode = z.enum(sslModes).safeParse(only(url, 'sslmode')?.sslmode ?? (isLocal(host) ? 'disable' : 'verify-full'));
    const database = text(url.pathname.slice(1));
    if (!/^postgres(ql)?:$/.test(url.protocol) || !only(url, 'sslmode') || !mode.success) return null;
    if (!host || !url.username || !database || database.includes('/')) return null;
    const [user, password] = [text(url.username), text(url.password)];
    return { host, port: Number(url.port || 5432), user, password, database, mode: mode.data };
  },
);

/** `rediss` is Redis over TLS. */
export const RedisUrl = asUrl(
  'redis://:password@host:6379/0 or, over TLS, rediss://user:password@host:6379/0',
  (url, host): (Omit<RedisConnection, 'tls'> & { encrypted: boolean }) | null => {
    const db = /^\/?(\d{0,4})$/.exec(url.pathname);
    if (!/^rediss?:$/.test(url.protocol) || !host || !db || url.search) return null;
    return {
      host,
      port: Number(url.port || 6379),
      ...(url.username && { username: text(url.username) }),
      ...(url.password && { password: text(url.password) }),
      db: Number(db[1]),
      encrypted: url.protocol === 'rediss:',
    };
  },
);

/** Which bucket of a service that speaks S3, and who asks; as `@zuoxi/storage` takes it. */
export const BucketConnection = z.object({
  /** `https://host[:port]` */
  endpoint: line(300),
  region: line(63),
  bucket: line(255),
  /** before every key: empty, or ends with a slash */
  prefix: line(500),
  accessKey: line(200),
  secretKey: line(200),
  /** the bucket's name stands in the path, not in front of the host */
  pathStyle: z.boolean(),
});
export type BucketConnection = z.infer<typeof BucketConnection>;

const styles = ['path', 'host'] as const;

/** `style=host`: the bucket's name stands before the host, as some services want it. */
export const BucketUrl = asUrl(
  'https://key:secret@host/bucket or https://key:secret@host/bucket/folder?region=eu-central-1&style=host',
  (url): BucketConnection | null => {
    const { region = 'us-east-1', style: given = 'path' } = only(url, 'region', 'style') ?? { style: 'wrong' };
    const style = z.enum(styles).safeParse(given);
    const [bucket = '', ...folders] = url.pathname.split('/').filter(Boolean).map(text);
    if (!/^https?:$/.test(url.protocol) || !url.username || !url.password || !bucket || !style.success) return null;
    return (
      BucketConnection.safeParse({
        endpoint: url.origin,
        region,
        bucket,
        prefix: folders.map((folder) => `${folder}/`).join(''),
        accessKey: text(url.username),
        secretKey: text(url.password),
        pathStyle: style.data === 'path',
      }).data ?? null
    );
  },
);

/** Settings with passwords in them. */
export const secretSettings = ['ZUOXI_DATABASE_URL', 'ZUOXI_REDIS_URL', 'ZUOXI_S3_URL'] as const;

export type External = {
  /** null: the embedded one */
  database: z.infer<typeof DatabaseUrl> | null;
  /** null: the embedded one */
  redis: z.infer<typeof RedisUrl> | null;
  /** null: recordings and uploads stay in their folders */
  bucket: BucketConnection | null;
  /** a file of certificates in PEM that are trusted besides the public ones */
  ca: string | null;
};

/** `ca`: certificates to trust instead of those that Node trusts. */
export function databaseConnection({ mode, ...to }: NonNullable<External['database']>, ca?: string[]): DatabaseConnection {
  // without `host`, pg asks the certificate of a server that is given by its address for the name localhost
  const ssl = mode !== 'disable' && { rejectUnauthorized: mode === 'verify-full', host: to.host, ...(ca && { ca }) };
  return { ...to, ssl };
}

export function redisConnection({ encrypted, ...to }: NonNullable<External['redis']>, ca?: string[]): RedisConnection {
  if (!encrypted) return to;
  const isAddress = [z.ipv4(), z.ipv6()].some((kind) => kind.safeParse(to.host).success);
  // a certificate names hosts; an address has no name to ask for (RFC 6066 §3)
  return { ...to, tls: { ...(ca && { ca }), ...(!isAddress && { servername: to.host }) } };
}
