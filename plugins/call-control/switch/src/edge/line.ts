/** The line on which the edge tells its events (evapi), made again whenever it is lost. */
import { connect, type Socket } from 'node:net';
import { readEvent, type EdgeEvent } from './event';
import { netstrings } from './netstring';

export type LineOptions = {
  port: number;
  connected: () => void;
  lost: (why: string) => void;
  event: (event: EdgeEvent) => void;
  warn: (what: string) => void;
};

/** ms before the n-th try: an edge that was restarted is back within a second, one that is being repaired is not */
const pauses = [50, 100, 200, 400, 800, 1000];

export class Line {
  private socket: Socket | null = null;
  private retry: NodeJS.Timeout | undefined;
  private tries = 0;
  private why = '';

  constructor(private readonly o: LineOptions) {}

  start(): void {
    const socket = connect({ host: '127.0.0.1', port: this.o.port, noDelay: true });
    this.socket = socket;
    this.why = 'the connection was closed';
    const strings = netstrings();
    socket.on('connect', () => {
      this.tries = 0;
      this.o.connected();
    });
    socket.on('error', (error) => (this.why = error.message));
    socket.on('data', (piece) => {
      try {
        for (const text of strings(piece)) this.heard(text);
      } catch (error) {
        socket.destroy(error instanceof Error ? error : undefined);
      }
    });
    socket.on('close', () => {
      if (this.socket !== socket) return; // stopped
      this.o.lost(this.why);
      this.retry = setTimeout(() => this.start(), pauses[Math.min(this.tries++, pauses.length - 1)]);
    });
  }

  stop(): void {
    clearTimeout(this.retry);
    const { socket } = this;
    this.socket = null;
    socket?.destroy();
  }

  private heard(text: string): void {
    const event = readEvent(text);
    if (event) this.o.event(event);
    else this.o.warn(`the edge said what nobody understands: ${text.slice(0, 200)}`);
  }
}
