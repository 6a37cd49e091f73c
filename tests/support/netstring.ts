/** Netstrings (`<length>:<bytes>,`) over a socket: baresip's control protocol. */
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';

export type Netstrings = { send(text: string): void; close(): void };

/** Connects and hands every text that arrives to `on`. */
export async function netstrings(port: number, on: (text: string) => void): Promise<Netstrings> {
  const socket: Socket = connect({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  let rest = Buffer.alloc(0);
  socket.on('error', () => undefined); // the other side ended first
  socket.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    for (;;) {
      const colon = rest.indexOf(':');
      const length = Number(rest.toString('latin1', 0, Math.max(colon, 0)));
      if (colon < 0 || rest.length < colon + length + 2) return;
      const text = rest.toString('utf8', colon + 1, colon + 1 + length);
      rest = rest.subarray(colon + length + 2);
      on(text);
    }
  });
  return {
    send: (text) => void socket.write(`${Buffer.byteLength(text)}:${text},`),
    close: () => socket.destroy(),
  };
}
