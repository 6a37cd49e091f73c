/**
 * One instance of Zuoxi: the few settings a person gives, and every port and path that follows from them.
 * Each process parses its environment with this in its own `config.ts`; nothing else reads `process.env`.
 */
import { join, resolve } from 'node:path';
import { z } from 'zod';
import {
  BucketUrl,
  databaseConnection,
  DatabaseUrl,
  redisConnection,
  RedisUrl,
  type DatabaseConnection,
  type External,
  type RedisConnection,
} from './external';
import { line } from './text';

const port = z.coerce.number().int().min(1024).max(65000);
const isNetwork = (text: string): boolean =>
  [z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()].some((kind) => kind.safeParse(text).success);
/** IPv4 or IPv6 addresses and networks, with commas between; kept as written. */
const networks = z.string().refine((text) => text.split(',').every((one) => isNetwork(one.trim())), {
  message: 'addresses or networks such as 192.168.1.0/24, with commas between',
});

export { BucketConnection, secretSettings, type DatabaseConnection, type RedisConnection } from './external';

/** The documented settings (README, "Settings"). Each internal port may be moved; by default it follows the web port. */
export const Settings = z
  .object({
    /** everything that is written: databases, recordings, journal, logs, secrets */
    ZUOXI_DATA: line(4096).default('.data'),
    ZUOXI_WEB_PORT: port.default(8080),
    ZUOXI_WEBS_PORT: port.optional(), // https; default web port + 363
    ZUOXI_SIP_PORT: port.default(5060),
    ZUOXI_RTP_MIN: port.default(40000),
    ZUOXI_RTP_MAX: port.default(41999),
    /** the address that browsers, phones and trunks reach; loopback unless told otherwise */
    ZUOXI_HOST: z.ipv4().default('127.0.0.1'),
    ZUOXI_PORT_BASE: port.optional(), // internal loopback ports; default web port + 1
    /** the loopback address of the demo carrier */
    ZUOXI_CARRIER_HOST: z.ipv4().default('127.0.0.2'),
    /** `false` leaves the demo tenant and the demo carrier out */
    ZUOXI_DEMO: z.stringbool().default(true),
    ZUOXI_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
    /** `true` lets plugins ask hosts of this machine and its network (a map server of one's own) */
    ZUOXI_PRIVATE_HOSTS: z.stringbool().default(false),
    /** who besides this machine may open /admin */
    ZUOXI_ADMIN_FROM: networks.default('127.0.0.1'),
    /** agents at work behind one address (an office behind NAT): so many sockets of each kind does it get */
    ZUOXI_AGENTS_PER_ADDRESS: z.coerce.number().int().min(1).max(3000).default(600),
    ZUOXI_SHARD: z
      .string()
      .regex(/^[a-z0-9]{1,8}$/)
      .default('s1'),
    /** a PostgreSQL that is there already, instead of the embedded one */
    ZUOXI_DATABASE_URL: DatabaseUrl.optional(),
    /** connections to it, at most */
    ZUOXI_DATABASE_POOL: z.coerce.number().int().min(4).max(500).default(20),
    /** a Redis that is there already, instead of the embedded one */
    ZUOXI_REDIS_URL: RedisUrl.optional(),
    /** a bucket that recordings and uploads are moved into, of a service that speaks S3 */
    ZUOXI_S3_URL: BucketUrl.optional(),
    /** certificates in PEM that those services are trusted by, besides the public ones */
    ZUOXI_CA_FILE: line(4096).optional(),
  })
  .refine((s) => s.ZUOXI_RTP_MAX - s.ZUOXI_RTP_MIN >= 100, {
    path: ['ZUOXI_RTP_MAX'],
    message: 'the RTP range must hold at least 100 ports',
  });

/** The internal ports in the order they follow ZUOXI_PORT_BASE. */
export const internalPorts = [
  'postgres',
  'redis',
  'cms',
  'api', // the switch: /live, /feed, /health, /metrics
  'switchSip', // TCP: Kamailio → switch
  'edge', // TCP: switch → Kamailio
  'rpc', // Kamailio JSON-RPC
  'registrations', // Kamailio evapi
  'sipWs', // Kamailio's WebSocket, behind nginx /sip
  'ng', // rtpengine control
  'rtpengineHttp',
  'rtpengineCli',
  'mixerControl', // TCP
  'mixerRtp', // UDP
  'carrier', // UDP: the demo carrier
  'mixerHttp', // /metrics
] as const;
export type InternalPort = (typeof internalPorts)[number];

export type Instance = {
  host: string;
  web: number;
  webs: number;
  sip: number;
  rtp: { min: number; max: number };
  carrierHost: string;
  ports: Readonly<Record<InternalPort, number>>;
  demo: boolean;
  logLevel: 'debug' | 'info' | 'warn' | 'error';
  shard: string;
  privateHosts: boolean;
  /** addresses and networks from which /admin opens: those of this machine among them */
  adminFrom: readonly string[];
  agentsPerAddress: number;
  external: External;
  databasePool: number;
  data: string;
  paths: Readonly<Record<keyof typeof folders, string>>;
};

const folders = {
  secrets: 'secrets.json', // 0600
  demoLogins: 'demo.json', // 0600
  postgres: 'postgres',
  redis: 'redis',
  switch: 'switch', // journal, snapshots, directory
  recordings: 'recordings',
  sounds: 'sounds',
  uploads: 'uploads',
  incoming: 'incoming', // uploads on their way in, each request in a folder of its own; swept at start
  types: 'types', // content types as data, beside those of the code
  logs: 'logs',
  services: 'services', // one folder a process, for runit
  run: 'run', // rendered configurations, sockets, pid files
  tls: 'tls',
};

/** Reads an instance from an environment. Throws a ZodError that names each wrong variable. Relative paths count from `root`. */
export function readInstance(env: Readonly<Record<string, string | undefined>>, root: string): Instance {
  const given = Object.fromEntries(Object.entries(env).filter(([k, v]) => k.startsWith('ZUOXI_') && v !== ''));
  const s = Settings.parse(given);
  const base = s.ZUOXI_PORT_BASE ?? s.ZUOXI_WEB_PORT + 1;
  const data = resolve(root, s.ZUOXI_DATA);
  return {
    host: s.ZUOXI_HOST,
    web: s.ZUOXI_WEB_PORT,
    webs: s.ZUOXI_WEBS_PORT ?? s.ZUOXI_WEB_PORT + 363,
    sip: s.ZUOXI_SIP_PORT,
    rtp: { min: s.ZUOXI_RTP_MIN, max: s.ZUOXI_RTP_MAX },
    carrierHost: s.ZUOXI_CARRIER_HOST,
    ports: Object.fromEntries(internalPorts.map((name, i) => [name, base + i])) as Record<InternalPort, number>,
    demo: s.ZUOXI_DEMO,
    logLevel: s.ZUOXI_LOG_LEVEL,
    shard: s.ZUOXI_SHARD,
    privateHosts: s.ZUOXI_PRIVATE_HOSTS,
    // what this machine asks at its own address comes from that very address
    adminFrom: [...new Set(['127.0.0.1', s.ZUOXI_HOST, ...s.ZUOXI_ADMIN_FROM.split(',').map((one) => one.trim())])],
    agentsPerAddress: s.ZUOXI_AGENTS_PER_ADDRESS,
    external: {
      database: s.ZUOXI_DATABASE_URL ?? null,
      redis: s.ZUOXI_REDIS_URL ?? null,
      bucket: s.ZUOXI_S3_URL ?? null,
      ca: s.ZUOXI_CA_FILE === undefined ? null : resolve(root, s.ZUOXI_CA_FILE),
    },
    databasePool: s.ZUOXI_DATABASE_POOL,
    data,
    paths: Object.fromEntries(Object.entries(folders).map(([k, v]) => [k, join(data, v)])) as Instance['paths'],
  };
}

/** `.data/secrets.json`: made at first start, 48 random characters each, readable by the instance's user only. */
export const Secrets = z.object({
  live: line(1000).min(32), // signs live tokens (record plane → switch)
  feed: line(1000).min(32), // opens /feed
  sip: line(1000).min(32), // ephemeral SIP credentials (switch → Kamailio)
  jwt: line(1000).min(32),
  adminJwt: line(1000).min(32),
  apiTokenSalt: line(1000).min(32),
  transferTokenSalt: line(1000).min(32),
  appKeys: line(1000).min(32),
  encryption: line(1000).min(32),
  postgres: line(1000).min(32),
  redis: line(1000).min(32),
});
export type Secrets = z.infer<typeof Secrets>;

type Keyed<K extends keyof Secrets> = Pick<Secrets, K>;

/** The record plane's database: the house's, or the embedded one, whose role and database carry the product's name. */
export const databaseOf = ({ external, ports }: Instance, secrets: Keyed<'postgres'>, ca?: string[]): DatabaseConnection =>
  external.database
    ? databaseConnection(external.database, ca)
    : { host: '127.0.0.1', port: ports.postgres, user: 'zuoxi', password: secrets.postgres, database: 'zuoxi', ssl: false };

/** The job queue's Redis: the house's, or the embedded one. */
export const redisOf = ({ external, ports }: Instance, secrets: Keyed<'redis'>, ca?: string[]): RedisConnection =>
  external.redis ? redisConnection(external.redis, ca) : { host: '127.0.0.1', port: ports.redis, password: secrets.redis, db: 0 };

/** The SIP domain of every address of ours; Kamailio knows it as itself. */
export const sipDomain = 'zuoxi';

/** The address space that never leaves this machine: there http is as good as https (RFC 1122 §3.2.1.3). */
export const isLoopback = (host: string): boolean => host.startsWith('127.');

/** What people type into a browser: http on this machine alone, https on a network. */
export const originOf = ({ host, web, webs }: Pick<Instance, 'host' | 'web' | 'webs'>): string =>
  isLoopback(host) ? `http://${host}:${web}` : `https://${host}:${webs}`;
