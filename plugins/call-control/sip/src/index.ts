export * from './api';
export type { Clock } from './clock';
export { SipError } from './error';
export { formatAddress, parseAddress, type NameAddress } from './message/address';
export { splitList } from './message/params';
export { parseUri, userOf, type SipUri } from './message/uri';
export { parseReplaces, type Replaces } from './useragent/replaces';

import type { UserAgent, UserAgentOptions } from './api';
import { systemClock } from './clock';
import { TcpTransport } from './transport/tcp';
import { defaultLimits } from './transport/transport';
import { UdpTransport } from './transport/udp';
import { Agent } from './useragent/agent';

/** A user agent over TCP or UDP. Nothing is bound or sent before `start`. */
export function createUserAgent(options: UserAgentOptions): UserAgent {
  const { local, next, transport, limits = defaultLimits, clock = systemClock } = options;
  return new Agent(
    options,
    transport === 'tcp' ? new TcpTransport({ local, next, limits, clock }) : new UdpTransport({ local, limits }),
  );
}
