/** Where will a phone's sound come from: from the address in its SDP, or from a NAT in front of it? */
import { BlockList } from 'node:net';
import type { Whence } from './options';

type Scope = 'none' | 'loopback' | 'private' | 'public';

const list = (...nets: readonly (readonly [net: string, prefix: number])[]): BlockList => {
  const blocks = new BlockList();
  for (const [net, prefix] of nets) blocks.addSubnet(net, prefix);
  return blocks;
};
const scopes: readonly (readonly [Scope, BlockList])[] = [
  ['none', list(['0.0.0.0', 8])],
  ['loopback', list(['127.0.0.0', 8])],
  // RFC 1918, RFC 6598 (a carrier's own NAT), RFC 3927
  ['private', list(['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['100.64.0.0', 10], ['169.254.0.0', 16])],
];
const scopeOf = (host: string): Scope => scopes.find(([, blocks]) => blocks.check(host))?.[0] ?? 'public';

/** A peer in our own kind of network sends from where it says; one that names another kind of address does so because a NAT is between. */
export const whenceOf = (peerHost: string | null, ourHost: string): Whence =>
  peerHost !== null && scopeOf(peerHost) === scopeOf(ourHost) ? 'exact' : 'behindNat';
