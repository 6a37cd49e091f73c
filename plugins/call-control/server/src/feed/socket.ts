/** One WebSocket that comes back by itself within two seconds, for ever. */
import { WebSocket } from 'ws';

type Hears = {
  opened: () => void;
  /** `line` numbers the connection; ask `current(line)` before acting on it later */
  message: (text: string, line: number) => void;
  /** a connection that had been open ended */
  closed: () => void;
  failed: (why: string) => void;
};

const backoffMs = [100, 200, 500, 1000, 2000];
const pingMs = 10_000;

export class Socket {
  private line = 0;
  private dropped = 0;
  private socket: WebSocket | null = null;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private stopped = false;

  constructor(
    private readonly url: string,
    private readonly hears: Hears,
  ) {}

  get open(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  /** False for what an ended or dropped connection said. */
  current(line: number): boolean {
    return line === this.line && line !== this.dropped;
  }

  start(): void {
    const socket = new WebSocket(this.url, { maxPayload: 64 * 1024 * 1024, handshakeTimeout: 5000 });
    this.socket = socket;
    const line = ++this.line;
    let alive = true;
    let opened = false;
    const ping = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      if (this.open) socket.ping();
    }, pingMs);
    socket.on('open', () => {
      opened = true;
      this.hears.opened();
    });
    socket.on('pong', () => (alive = true));
    socket.on('message', (data) => {
      alive = true;
      this.hears.message(data.toString(), line);
    });
    socket.on('error', (error) => this.hears.failed(error.message || 'nobody listens'));
    socket.on('close', () => {
      clearInterval(ping);
      if (opened && !this.stopped) this.hears.closed();
      this.again();
    });
  }

  /** The other side does its part: after this connection the next is tried at once. */
  praise(): void {
    this.failures = 0;
  }

  send(message: unknown): void {
    if (this.open) this.socket?.send(JSON.stringify(message));
  }

  /** Ends this connection and makes a new one; what is still in its pipe no longer counts. */
  renew(): void {
    this.dropped = this.line;
    this.socket?.terminate();
  }

  pause(): void {
    this.socket?.pause();
  }

  resume(): void {
    this.socket?.resume();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
    this.socket?.terminate();
  }

  private again(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => this.start(), backoffMs[Math.min(this.failures++, backoffMs.length - 1)]);
  }
}
