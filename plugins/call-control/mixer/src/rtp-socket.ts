/** The one UDP socket of all legs, on the loopback address. */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';

const host = '127.0.0.1';

export type RtpSocket = { send: (packet: Buffer, port: number) => void; close: () => Promise<void> };

/** `receive` gets the datagram and the port it came from; `stray`: it came from another machine's or interface's address. Rejects with the system's error. */
export async function openRtpSocket(
  port: number,
  receive: (packet: Buffer, port: number) => void,
  stray: () => void,
): Promise<RtpSocket> {
  const socket = createSocket({
    type: 'udp4',
    recvBufferSize: 4 << 20, // the kernel cuts it down to net.core.rmem_max
    // node would look up even a numeric address, in a later turn of the loop
    lookup: (name, _options, found) => found(null, name, 4),
  });
  socket.on('message', (packet, from) => (from.address === host ? receive(packet, from.port) : stray()));
  const listening = once(socket, 'listening'); // with this lookup it comes before `bind` returns
  socket.bind(port, host);
  await listening;
  socket.on('error', () => undefined); // a single send that failed is one lost packet
  return {
    send: (packet, to) => socket.send(packet, to, host),
    close: async () => {
      socket.close();
      await once(socket, 'close');
    },
  };
}
