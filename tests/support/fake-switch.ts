/** A switch that only speaks `/feed`: it keeps events, sends what is followed, and remembers what it is told. It can be made to misbehave. */
import { EventEmitter, once } from 'node:events';
import { FromRecordPlane, type Directory, type SwitchEvent, type ToRecordPlane } from '@zuoxi/contracts';
import { WebSocketServer, type WebSocket } from 'ws';

export class FakeSwitch {
  readonly events: SwitchEvent[] = [];
  readonly directories: Directory[] = [];
  readonly follows: number[] = [];
  stored = 0;
  /** ended logins, as often as they were told */
  readonly ended: string[] = [];
  /** events with these numbers are swallowed once, as a broken pipe would */
  readonly swallow = new Set<number>();
  /** every event is said twice */
  stutters = false;
  private readonly told = new EventEmitter();
  private sockets = new Set<WebSocket>();

  private constructor(
    private readonly server: WebSocketServer,
    private readonly secret: string,
  ) {
    server.on('connection', (socket) => this.connected(socket));
  }

  static async listen(port: number, secret: string): Promise<FakeSwitch> {
    const server = new WebSocketServer({ host: '127.0.0.1', port, path: '/feed' });
    await once(server, 'listening');
    return new FakeSwitch(server, secret);
  }

  happens(...events: SwitchEvent[]): void {
    this.events.push(...events);
    for (const socket of this.sockets) events.forEach((event) => this.say(socket, event));
  }

  /** Ends every connection, as a crash does. */
  drop(): void {
    for (const socket of this.sockets) socket.terminate();
  }

  /** Resolves once `what` holds; looked at after each thing heard. */
  async until(what: () => boolean): Promise<void> {
    while (!what()) await once(this.told, 'heard');
  }

  close(): Promise<void> {
    this.drop();
    return new Promise((resolve) => this.server.close(() => resolve()));
  }

  private connected(socket: WebSocket): void {
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('message', (data) => {
      const message = FromRecordPlane.parse(JSON.parse(data.toString()));
      if (message.t === 'follow') this.followed(socket, message);
      if (message.t === 'sessionsEnded') this.ended.push(...message.sessions);
      if (message.t === 'stored') this.stored = Math.max(this.stored, message.seq);
      if (message.t === 'directory') {
        this.directories.push(message.directory);
        this.send(socket, { t: 'directory.taken', version: message.directory.version });
      }
      this.told.emit('heard');
    });
  }

  private followed(socket: WebSocket, { secret, after }: { secret: string; after: number }): void {
    if (secret !== this.secret) {
      this.send(socket, { t: 'failed', code: 'tokenInvalid' });
      return socket.close();
    }
    this.follows.push(after);
    this.sockets.add(socket);
    for (const event of this.events) if (event.seq > after) this.say(socket, event);
  }

  private say(socket: WebSocket, event: SwitchEvent): void {
    if (this.swallow.delete(event.seq)) return;
    for (let n = this.stutters ? 2 : 1; n > 0; n--) this.send(socket, { t: 'event', event });
  }

  private send(socket: WebSocket, message: ToRecordPlane): void {
    socket.send(JSON.stringify(message));
  }
}
