/** What an instance has behind its web origin, as far as the workbench can tell: the switch, the edge and the record plane. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { StandInLive } from './live';
import { StandInRest } from './rest';
import { StandInSip } from './sip';

export class StandIn {
  readonly live = new StandInLive();
  readonly sip = new StandInSip();
  readonly rest = new StandInRest();

  /** False when the path is none of ours. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    return this.rest.handle(request, response);
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (request.url === '/live') this.live.upgrade(request, socket, head);
    if (request.url === '/sip') this.sip.upgrade(request, socket, head);
  }

  /** On a port of its own, the given one or any free one. */
  async listen(port = 0): Promise<{ server: Server; port: number }> {
    const server = createServer((request, response) => {
      void this.handle(request, response).then((mine) => mine || response.writeHead(404).end());
    });
    server.on('upgrade', (request, socket, head) => this.upgrade(request, socket, head));
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const address = server.address();
    return { server, port: typeof address === 'object' && address ? address.port : port };
  }

  /** Ends every connection at once, as a killed process does. */
  stop(server: Server): Promise<void> {
    this.live.kill();
    for (const socket of this.sip.sockets.clients) socket.terminate();
    server.closeAllConnections();
    return new Promise((resolve) => server.close(() => resolve()));
  }
}
