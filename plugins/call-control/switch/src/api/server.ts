/** One HTTP port on loopback: /live and /feed as WebSockets, /health and /metrics for machines. nginx lets only /live out. */
import { createServer, type Server } from 'node:http';
import { WebSocketServer } from 'ws';
import { addressOf, Admission } from './admission';
import type { Feed } from './feed';
import type { Live } from './live';

export type Health = {
  ok: boolean;
  parts: Readonly<Record<string, string | null>>;
  directory: { version: number | null };
  calls: number;
  agents: number;
};
export type ServerOptions = {
  port: number;
  /** sockets of workbenches that one address may have open */
  mostOfAddress: number;
  live: Pick<Live, 'accept'>;
  feed: Pick<Feed, 'accept'>;
  health: () => Health;
  metrics: () => Promise<string>;
};

/** A message of a workbench is small; the directory of a big tenant is not. */
const largest = { '/live': 64 * 1024, '/feed': 64 * 1024 * 1024 };
/** Agents at work at a time (docs/sizing.md); followers: one, and those that are on their way out. */
const inAll = { '/live': 3000, '/feed': 8 };
const crowded = 'HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

export function serve({ port, mostOfAddress, live, feed, health, metrics }: ServerOptions): Promise<Server> {
  const doors = {
    '/live': {
      take: live,
      sockets: new WebSocketServer({ noServer: true, maxPayload: largest['/live'] }),
      admission: new Admission({ each: mostOfAddress, all: inAll['/live'] }),
    },
    '/feed': {
      take: feed,
      sockets: new WebSocketServer({ noServer: true, maxPayload: largest['/feed'] }),
      admission: new Admission({ each: inAll['/feed'], all: inAll['/feed'] }),
    },
  };
  const server = createServer((request, response) => {
    const answer = (status: number, type: string, body: string) => response.writeHead(status, { 'content-type': type }).end(body);
    if (request.url === '/health') {
      const h = health();
      return void answer(h.ok ? 200 : 503, 'application/json', JSON.stringify(h));
    }
    if (request.url === '/metrics') return void metrics().then((text) => answer(200, 'text/plain; version=0.0.4', text));
    answer(404, 'text/plain', 'the switch answers /live, /feed, /health and /metrics\n');
  });
  server.on('upgrade', (request, socket, head) => {
    const path = (request.url ?? '').split('?')[0];
    if (path !== '/live' && path !== '/feed') return socket.destroy();
    const { take, sockets, admission } = doors[path];
    const leave = admission.take(addressOf(request));
    if (!leave) return void socket.end(crowded);
    socket.once('close', leave);
    sockets.handleUpgrade(request, socket, head, (ws) => take.accept(ws));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
