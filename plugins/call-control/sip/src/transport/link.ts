/** One TCP connection that we make: to `next` it is made again and again, to anybody else once. */
import { connect, type Socket } from 'node:net';
import type { Address } from '../api';
import type { Clock } from '../clock';

export type LinkEvents = { socket(socket: Socket): void; opened(): void; closed(why: string): void };

const backoffMs = [20, 50, 100, 200, 400, 800, 1000] as const;
const connectTimeoutMs = 5_000;
const keptLimit = 2_000;
/** a peer that reads nothing must not eat our memory */
const unreadLimit = 32 * 1024 * 1024;

export class Link {
  private socket: Socket | null = null;
  private open = false;
  private closing = false;
  private attempts = 0;
  private retry: object | null = null;
  private kept: { text: string; until: number }[] = [];

  constructor(
    private readonly to: Address,
    private readonly permanent: boolean,
    private readonly clock: Clock,
    private readonly on: LinkEvents,
  ) {}

  isOpen(): boolean {
    return this.open;
  }

  connect(): void {
    if (this.socket || this.closing) return;
    this.retry = null;
    const socket = connect({ host: this.to.host, port: this.to.port, noDelay: true, timeout: connectTimeoutMs });
    this.socket = socket;
    let why = 'closed';
    this.on.socket(socket);
    socket.once('connect', () => {
      socket.setTimeout(0);
      this.open = true;
      this.attempts = 0;
      const now = this.clock.now();
      const kept = this.kept.filter((k) => k.until > now);
      this.kept = [];
      for (const { text } of kept) this.write(socket, text);
      this.on.opened();
    });
    socket.once('timeout', () => socket.destroy(new Error('no answer to connect')));
    socket.on('error', (e) => (why = e.message));
    socket.once('close', () => {
      this.open = false;
      this.socket = null;
      if (this.closing) return;
      if (this.permanent) {
        const wait = backoffMs[Math.min(this.attempts++, backoffMs.length - 1)] ?? 1000;
        this.retry = this.clock.setTimeout(() => this.connect(), wait);
      }
      this.on.closed(why);
    });
  }

  /** Kept texts wait at most 32 s (64·T1): nobody waits longer for them. */
  send(text: string, keep: boolean): void {
    if (this.socket && this.open) return this.write(this.socket, text);
    if (keep && this.kept.length < keptLimit) this.kept.push({ text, until: this.clock.now() + 32_000 });
    if (!this.retry) this.connect();
  }

  close(): void {
    this.closing = true;
    this.open = false;
    if (this.retry) this.clock.clearTimeout(this.retry);
    // what was written last, a BYE perhaps, still leaves
    this.socket?.destroySoon();
  }

  private write(socket: Socket, text: string): void {
    if (socket.writableLength > unreadLimit) socket.destroy(new Error('peer does not read'));
    else writeSoon(socket, text);
  }
}

/** Writes of one turn of the event loop leave in one system call: before anything else happens, or `late`, when what has arrived is dealt with. */
export function writeSoon(socket: Socket, text: string, { lost, late }: { lost?: () => void; late?: boolean } = {}): void {
  if (socket.writableCorked === 0) {
    socket.cork();
    (late ? setImmediate : process.nextTick)(() => socket.uncork());
  }
  socket.write(text, lost && ((error) => error && lost()));
}
