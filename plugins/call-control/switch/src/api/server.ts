/** One HTTP port on loopback: /live and /feed as WebSockets, /health and /metrics for machines. nginx lets only /live out. */
import { createServer, type Server } from 'node:http';
import { WebSocketServer } from 'ws';
import type { Feed } from './feed';
import type { Live } from './live';

export type Health = {
  ok: boolean;
  parts: Readonly<Record<string, string | null>>;
  directory: { version: number | null };
  calls: number;
  agents: number;
};
export type ServerOptions = { port: number; live: Live; feed: Feed; health: () => Health; metrics: () => Promise<string> };

/** A message of a workbench is small; the directory of a big tenant is not. */
const largest = { '/live': 64 * 1024, '/feed': 64 * 1024 * 1024 };

export function serve({ port, live, feed, health, metrics }: ServerOptions): Promise<Server> {
  const doors = {
    '/live': { take: live, sockets: new WebSocketServer({ noServer: true, maxPayload: largest['/live'] }) },
    '/feed': { take: feed, sockets: new WebSocketServer({ noServer: true, maxPayload: largest['/feed'] }) },
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
    const { take, sockets } = doors[path];
    sockets.handleUpgrade(request, socket, head, (ws) => take.accept(ws));
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}
