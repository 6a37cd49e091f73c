/** The line to the mixer: JSON lines over loopback TCP (contracts/mixer.ts), made again whenever it is lost. */
import { connect, type Socket } from 'node:net';
import { FromMixer, type ToMixer } from '@zuoxi/contracts';

export type MixerEvent = Exclude<FromMixer, { t: 'hello' | 'meters' }>;
export type Meters = Omit<Extract<FromMixer, { t: 'meters' }>, 't' | 'id'>;
export type MixerClientOptions = {
  at: { host: string; port: number };
  /** a new connection, and the mixer's RTP port */
  hello: (port: number) => void;
  event: (event: MixerEvent) => void;
  /** there is room for more after `send` said that there is none */
  room: () => void;
  warn: (what: string) => void;
};

/** ms: a killed mixer is back within half a second, and nobody should wait longer than it needs */
const [firstRetry, laterRetry] = [50, 200];
const askMs = 2000;

type PendingRequest = { done: (meters: Meters) => void; failed: (error: Error) => void; timer: NodeJS.Timeout };

export class MixerClient {
  private socket: Socket | null = null;
  private greeted = false;
  private full = false;
  private why = 'it was not yet reached';
  private retries = 0;
  private retry: NodeJS.Timeout | undefined;
  private stopped = false;
  private questions = 0;
  private readonly asked = new Map<number, PendingRequest>();

  constructor(private readonly o: MixerClientOptions) {}

  start(): void {
    const socket = connect({ ...this.o.at, noDelay: true });
    this.socket = socket;
    socket.setEncoding('utf8');
    socket.on('error', (error) => (this.why = error.message));
    socket.on('drain', () => {
      this.full = false;
      this.o.room();
    });
    socket.on('close', () => this.lost());
    let rest = '';
    socket.on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) this.received(line);
    });
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.retry);
    this.socket?.destroy();
  }

  /** Can it be told something now? */
  get ready(): boolean {
    return this.greeted && !this.full;
  }

  /** null: connected; else why not */
  trouble(): string | null {
    return this.greeted ? null : `the mixer at ${this.o.at.host}:${this.o.at.port} is not reached: ${this.why}`;
  }

  /** Without a connection it is lost: plans are sent again after every hello. */
  send(message: ToMixer): void {
    if (this.greeted && this.socket) this.full = !this.socket.write(`${JSON.stringify(message)}\n`);
  }

  /** Asks for the meters of every leg. */
  meters(): Promise<Meters> {
    const trouble = this.trouble();
    if (trouble) return Promise.reject(new Error(trouble));
    const id = ++this.questions;
    return new Promise((done, failed) => {
      const timer = setTimeout(() => this.settle(id)?.failed(new Error('the mixer did not tell its meters within 2 s')), askMs);
      this.asked.set(id, { done, failed, timer });
      this.send({ t: 'query', id });
    });
  }

  private lost(): void {
    if (this.greeted) this.why = 'the connection was lost';
    this.greeted = this.full = false;
    for (const id of [...this.asked.keys()]) this.settle(id)?.failed(new Error(`the mixer: ${this.why}`));
    if (!this.stopped) this.retry = setTimeout(() => this.start(), this.retries++ === 0 ? firstRetry : laterRetry);
  }

  private received(line: string): void {
    const message = read(line);
    if (!message) return this.o.warn(`the mixer said what nobody understands: ${line.slice(0, 200)}`);
    if (message.t === 'hello') {
      this.greeted = true;
      this.retries = 0;
      this.o.hello(message.port);
    } else if (message.t === 'meters') {
      const { legs, tickLateP99Ms } = message;
      this.settle(message.id)?.done({ legs, tickLateP99Ms });
    } else this.o.event(message);
  }

  private settle(id: number): PendingRequest | undefined {
    const asked = this.asked.get(id);
    clearTimeout(asked?.timer);
    this.asked.delete(id);
    return asked;
  }
}

function read(line: string): FromMixer | null {
  try {
    return FromMixer.parse(JSON.parse(line));
  } catch {
    return null; // the caller says so
  }
}
