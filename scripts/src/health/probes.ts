/** Questions whose answer shows that a process does its work. Each answers true or false within its time and never rejects. */
import { createSocket } from 'node:dgram';
import { get } from 'node:http';
import { connect } from 'node:net';
import { randomUUID } from 'node:crypto';

const patienceMs = 2000;

/** HTTP GET answered with one of the statuses. */
export const answersHttp = (
  host: string,
  port: number,
  path: string,
  statuses: readonly number[] = [200, 204],
): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get({ host, port, path, timeout: patienceMs, agent: false }, (response) => {
      response.resume();
      resolve(statuses.includes(response.statusCode ?? 0));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });

/** TCP: connects, says `words`, waits until what came back matches. Without `answer` the connection is enough. */
export const answersTcp = (host: string, port: number, words = '', answer?: RegExp): Promise<boolean> =>
  new Promise((resolve) => {
    let heard = '';
    const socket = connect({ host, port });
    const done = (well: boolean): void => {
      socket.destroy();
      resolve(well);
    };
    socket.setTimeout(patienceMs, () => done(false));
    socket.on('error', () => done(false));
    socket.on('close', () => done(false));
    socket.on('connect', () => (answer ? socket.write(words) : done(true)));
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
      if (answer?.test(heard)) done(true);
    });
  });

/** UDP: sends a datagram, any datagram back is an answer. Connected, so that a closed port is known at once (ICMP port unreachable). */
export const answersUdp = (host: string, port: number, words: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4');
    const done = (well: boolean): void => {
      clearTimeout(timer);
      socket.removeAllListeners('error').on('error', () => undefined); // what a closed port still sends back
      socket.close();
      resolve(well);
    };
    const timer = setTimeout(() => done(false), patienceMs);
    socket.once('error', () => done(false));
    socket.once('message', () => done(true));
    socket.connect(port, host, () => socket.send(words));
  });

/** A SIP OPTIONS over UDP; any response will do (RFC 3261 §11). `rport` brings the answer back to where it came from (RFC 3581). */
export const answersOptions = (host: string, port: number): Promise<boolean> => {
  const id = randomUUID();
  const lines = [
    `OPTIONS sip:${host}:${port} SIP/2.0`,
    `Via: SIP/2.0/UDP 127.0.0.1:9;rport;branch=z9hG4bK${id}`,
    'Max-Forwards: 5',
    `From: <sip:status@zuoxi>;tag=${id.slice(0, 8)}`,
    `To: <sip:${host}:${port}>`,
    `Call-ID: ${id}`,
    'CSeq: 1 OPTIONS',
    'Content-Length: 0',
  ];
  return answersUdp(host, port, `${lines.join('\r\n')}\r\n\r\n`);
};
