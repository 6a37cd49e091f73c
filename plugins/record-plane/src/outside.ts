/**
 * Requests of plugins to the world outside. Addresses come from settings that a tenant writes, so none may reach what only this machine or its network
 * can (SSRF): the address is checked when the name is resolved and that very address is used, redirections are not followed, and time and size end.
 */
import { lookup } from 'node:dns';
import { request as http, type RequestOptions } from 'node:http';
import { request as https } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export type OutsideOptions = {
  method?: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  body?: string;
  /** 10 s unless told otherwise */
  timeoutMs?: number;
  /** 5 MB unless told otherwise */
  maxBytes?: number;
};
export type OutsideAnswer = { status: number; type: string; body: Buffer };

/** Why nothing came back: `refused` before asking, `failed` on the way. */
export class OutsideError extends Error {
  constructor(
    readonly kind: 'refused' | 'failed',
    message: string,
  ) {
    super(message);
    this.name = 'OutsideError';
  }
}

/** Special purpose addresses: RFC 6890, 6598, 4193, 4291, 3068, 6052. */
const inner = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const)
  inner.addSubnet(net, bits, 'ipv6');

/** Is it an address that only this machine or its network reaches? IPv4 inside IPv6 counts as what it is. */
export function isInner(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  return inner.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

const guarded: LookupFunction = (hostname, options, callback) =>
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const bad = found?.find(({ address }) => isInner(address));
    if (error) callback(error, '', 0);
    else if (bad) callback(new OutsideError('refused', `${hostname} is ${bad.address}, an inner address`), '', 0);
    else if (options.all) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family);
  });

/** @param inside the instance allows inner addresses too (`ZUOXI_PRIVATE_HOSTS`) */
export async function askOutside(address: string, options: OutsideOptions, inside: boolean): Promise<OutsideAnswer> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username)
    throw new OutsideError('refused', 'not an http(s) address');
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (!inside && isIP(host) && isInner(host)) throw new OutsideError('refused', `${host} is an inner address`);
  const { method = 'GET', headers = {}, body, timeoutMs = 10_000, maxBytes = 5_000_000 } = options;
  const how: RequestOptions = {
    method,
    headers: {
      'user-agent': 'Zuoxi/0.1 (+contact center)',
      ...headers,
      ...(body ? { 'content-length': Buffer.byteLength(body) } : {}),
    },
    signal: AbortSignal.timeout(timeoutMs),
    agent: false,
    ...(inside ? {} : { lookup: guarded }),
  };
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void =>
      reject(
        error instanceof OutsideError
          ? error
          : new OutsideError('failed', error instanceof Error ? error.message : String(error)),
      );
    const asked = (url.protocol === 'https:' ? https : http)(url, how, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        parts.push(part);
        if (size > maxBytes) response.destroy(new OutsideError('failed', `more than ${maxBytes} bytes`));
      });
      response.on('error', fail);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'] ?? '', body: Buffer.concat(parts) }),
      );
    });
    asked.on('error', fail);
    asked.end(body);
  });
}
