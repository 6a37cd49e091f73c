/**
 * How much one address gets, and all together (docs/sizing.md, "Connections"). nginx counts a connection once its request's head has been read; what has said
 * nothing yet is closed after `client_header_timeout`, and earlier when nginx needs its place.
 */
import type { Instance } from '@zuoxi/contracts/environment';

/** Sockets and streams of each kind in all; one of Kamailio's 4,096 connections stands behind each of `sip`. */
export const inAll = { sip: 3000, live: 3000, stream: 3000, upload: 30 } as const;
export type Kind = keyof typeof inAll | 'request';

/** Two connections stand behind whatever is passed on; there are two workers, and either may get more than half of the browsers. */
export const workerConnections = 16_000;

/** Browsers keep six connections for short requests; few of them work at the same moment. */
const sharesOf = ({ agentsPerAddress }: Instance): Readonly<Record<Kind, number>> => ({
  sip: agentsPerAddress,
  live: agentsPerAddress,
  stream: 2 * agentsPerAddress, // a second tab
  upload: Math.min(20, agentsPerAddress),
  request: Math.max(50, Math.ceil(agentsPerAddress / 3)),
});

const rates = {
  /** whatever asks the record plane: a page load asks about 30 times */
  asks: { key: '$visitor', rate: '200r/s', burst: 2000 },
  /** what works without a login: login, codes, captcha. An office that begins at nine stands behind one address */
  strangers: { key: '$visitor', rate: '20r/s', burst: 100 },
  /** passwords of the administration */
  passwords: { key: '$binary_remote_addr', rate: '10r/m', burst: 10 },
} as const;

/** For the http block. An empty key is not counted: 127.0.0.1 is this machine, and only that address of it. */
export const zones = (): string =>
  [
    "map $remote_addr $visitor { 127.0.0.1 ''; default $binary_remote_addr; }",
    ...(['sip', 'live', 'stream', 'upload', 'request'] satisfies Kind[]).map((k) => `limit_conn_zone $visitor zone=${k}:4m;`),
    ...Object.keys(inAll).map((k) => `limit_conn_zone $server_name zone=${k}InAll:32k;`),
    ...Object.entries(rates).map(([name, { key, rate }]) => `limit_req_zone ${key} zone=${name}:4m rate=${rate};`),
    'limit_conn_status 429;',
    'limit_req_status 429;',
    'limit_conn_log_level notice;',
    'limit_req_log_level notice;',
  ]
    .map((line) => `  ${line}`)
    .join('\n');

/** For a location. */
export const share = (instance: Instance, kind: Kind): string => {
  const own = `limit_conn ${kind} ${sharesOf(instance)[kind]};`;
  return kind === 'request' ? own : `${own} limit_conn ${kind}InAll ${inAll[kind]};`;
};
export const rate = (name: keyof typeof rates): string => `limit_req zone=${name} burst=${rates[name].burst} nodelay;`;
