/** Small questions to UDP ports of this machine. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { Address } from '@zuoxi/sip';

/** A port of `host` that nobody holds now. */
export async function freePort(host: string): Promise<number> {
  const socket = createSocket('udp4');
  socket.bind(0, host);
  await once(socket, 'listening');
  const { port } = socket.address();
  await new Promise<void>((done) => socket.close(done));
  return port;
}

/**
 * Does anybody listen? A closed port of a machine that can be reached answers a datagram with ICMP "port unreachable" (RFC 1122 §4.1.3.1), which a connected
 * socket is told; silence for `ms` counts as yes. The datagram is RFC 5626's keep-alive, which every SIP stack ignores.
 */
export function listens({ host, port }: Address, ms = 300): Promise<boolean> {
  const socket = createSocket('udp4');
  return new Promise((resolve) => {
    const done = (yes: boolean): void => {
      clearTimeout(timer);
      socket.close();
      resolve(yes);
    };
    const timer = setTimeout(() => done(true), ms);
    socket.on('error', () => done(false));
    socket.connect(port, host, () => socket.send('\r\n\r\n'));
  });
}
