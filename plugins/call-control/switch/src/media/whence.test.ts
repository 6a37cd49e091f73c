import type { Whence } from './options';
import { whenceOf } from './whence';

it.each<[string | null, string, Whence, string]>([
  ['203.0.113.9', '198.51.100.1', 'exact', 'a carrier that reaches us on the open net'],
  ['192.168.0.7', '198.51.100.1', 'behindNat', 'a desk phone at home'],
  ['100.64.3.3', '198.51.100.1', 'behindNat', 'a mobile phone behind its carrier'],
  ['192.168.0.7', '192.168.0.2', 'exact', 'a desk phone in the office'],
  ['172.31.255.1', '10.0.0.1', 'exact', 'a desk phone in another net of the office'],
  ['172.32.0.1', '10.0.0.1', 'behindNat', 'just outside the private range'],
  ['127.0.0.2', '127.0.0.1', 'exact', 'the demo carrier'],
  ['192.168.0.7', '127.0.0.1', 'behindNat', 'a program here that names the address of the network card'],
  ['0.0.0.0', '198.51.100.1', 'behindNat', 'a hold of former times'],
  [null, '198.51.100.1', 'behindNat', 'no IPv4 address at all'],
])('%s towards %s is %s: %s', (peer, ours, whence) => expect(whenceOf(peer, ours)).toBe(whence));
