/** Names → addresses by c-ares. Not by getaddrinfo: that holds a thread of the pool that the journal writes with, for as long as a name server is silent. */
import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import type { LookUp } from './host-addresses';

const hostsFile = '/etc/hosts';
const hostsTtl = 60;

/** The address of a name in a hosts file (hosts(5)). */
export function inHosts(text: string, host: string): string | undefined {
  for (const line of text.split('\n')) {
    const [address, ...names] = (line.split('#', 1)[0] ?? '').trim().split(/\s+/);
    if (address?.includes('.') && names.some((name) => name.toLowerCase() === host.toLowerCase())) return address;
  }
  return undefined;
}

export const lookUp: LookUp = async (host) => {
  // a machine without the file has no such names
  const known = inHosts(await readFile(hostsFile, 'utf8').catch(() => ''), host);
  if (known !== undefined) return { address: known, ttl: hostsTtl };
  // made anew: it reads once which name servers there are, and those change
  const [first] = await new Resolver({ timeout: 1500, tries: 2 }).resolve4(host, { ttl: true });
  if (!first) throw new Error('no IPv4 address');
  return first;
};
