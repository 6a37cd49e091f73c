import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer as createHttp } from 'node:http';
import { createServer as createTcp, type AddressInfo, type Server } from 'node:net';
import { answersHttp, answersOptions, answersTcp } from './probes';

const listening = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};
const close = (server: Server): Promise<unknown> => new Promise((done) => server.close(done));

describe('is it well?', () => {
  it('HTTP: an error page is no health', async () => {
    const server = createHttp((request, response) => response.writeHead(request.url === '/well' ? 204 : 500).end());
    const port = await listening(server);
    expect(await Promise.all(['/well', '/ill'].map((path) => answersHttp('127.0.0.1', port, path)))).toEqual([true, false]);
    await close(server);
    expect(await answersHttp('127.0.0.1', port, '/well')).toBe(false);
  });

  it('TCP: the answer may come in pieces; a closed connection is none', async () => {
    const server = createTcp((socket) => {
      socket.on('error', () => undefined).resume(); // the asker hangs up when it has heard enough
      socket.write('+OK\r\n+PO');
      setImmediate(() => socket.end('NG\r\n'));
    });
    const port = await listening(server);
    expect(await answersTcp('127.0.0.1', port, 'PING\r\n', /\+PONG/)).toBe(true);
    expect(await answersTcp('127.0.0.1', port, 'PING\r\n', /never/)).toBe(false);
    await close(server);
  });

  it('SIP: any response is life; a closed port is known at once', async () => {
    const peer = createSocket('udp4').bind(0, '127.0.0.1');
    await once(peer, 'listening');
    const { port } = peer.address();
    const heard: string[] = [];
    peer.on('message', (message, from) => {
      heard.push(message.toString());
      peer.send('SIP/2.0 404 Not Found\r\n\r\n', from.port, from.address);
    });
    expect(await answersOptions('127.0.0.1', port)).toBe(true);
    expect(heard[0]).toMatch(
      /^OPTIONS sip:127\.0\.0\.1:\d+ SIP\/2\.0\r\nVia: SIP\/2\.0\/UDP 127\.0\.0\.1:9;rport;branch=z9hG4bK/,
    );
    await new Promise<void>((done) => peer.close(done));
    expect(await answersOptions('127.0.0.1', port)).toBe(false);
  });
});
