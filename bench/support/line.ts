/** SIP phones without sound: what a call costs the telephone exchange, and nothing else. */
import { createUserAgent, type UserAgent, type UserAgentEvents } from '@zuoxi/sip';

type Endpoint = { host: string; port: number };

export const sdpAt = (host: string): string =>
  [
    ...['v=0', `o=- 1 1 IN IP4 ${host}`, 's=-', `c=IN IP4 ${host}`, 't=0 0'],
    ...['m=audio 9 RTP/AVP 8 101', 'a=rtpmap:8 PCMA/8000', 'a=rtpmap:101 telephone-event/8000', 'a=sendrecv', ''],
  ].join('\r\n');

let names = 0;

/** A phone, or many behind one address, that speaks UDP with `server`. */
export async function openLine(host: string, server: Endpoint, on: Partial<UserAgentEvents>): Promise<UserAgent> {
  const agent = createUserAgent({
    transport: 'udp',
    local: { host, port: 0 },
    next: server,
    name: 'bench',
    newId: () => `in${++names}`,
    on: { invited: () => undefined, ended: () => undefined, ...on },
  });
  await agent.start();
  return agent;
}
