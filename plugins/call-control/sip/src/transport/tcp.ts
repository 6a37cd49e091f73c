/** TCP: a listener, one lasting link to `next`, and short-lived links to others. */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Address } from '../api';
import type { Clock } from '../clock';
import { deliverFrame, Framer } from './framing';
import { Link, writeSoon } from './link';
import { addressKey, sameAddress, type Flow, type Limits, type Sink, type Transport } from './transport';

type Options = { local: Address; next: Address | undefined; limits: Limits; clock: Clock };

const pingEveryMs = 25_000;
/** RFC 5626 §4.4.1: no pong within 10 s means that the flow is dead */
const pongWithinMs = 10_000;

export class TcpTransport implements Transport {
  readonly protocol = 'TCP';
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private readonly links = new Map<string, Link>();
  private bound: Address;
  private sink: Sink | null = null;

  constructor(private readonly options: Options) {
    this.bound = options.local;
    this.server = createServer({ noDelay: true }, (socket) => this.read(socket));
    this.server.maxConnections = 4096;
  }

  local(): Address {
    return this.bound;
  }

  /** Resolves when it listens and the first try to reach `next` has ended, well or not. */
  async start(sink: Sink): Promise<void> {
    this.sink = sink;
    const { host, port } = this.options.local;
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, host, () => {
        this.server.off('error', reject);
        // the listener lives on when one accept fails (descriptors used up, for example)
        this.server.on('error', (e) => sink.refused(`listener: ${e.message}`, this.bound));
        resolve();
      });
    });
    this.bound = { host, port: (this.server.address() as AddressInfo).port };
    const { next } = this.options;
    if (next) await new Promise<void>((resolve) => this.link(next, resolve).connect());
  }

  async close(): Promise<void> {
    for (const link of this.links.values()) link.close();
    for (const socket of this.sockets) socket.destroySoon();
    // a peer that does not read would keep us for ever
    const force = setTimeout(() => this.sockets.forEach((socket) => socket.destroy()), 300);
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
    clearTimeout(force);
  }

  connected(): boolean {
    const { next } = this.options;
    return this.server.listening && (!next || this.links.get(addressKey(next))?.isOpen() === true);
  }

  send(text: string, to: Address, keep: boolean): void {
    // before the start nothing leaves: what was restored is sent when the link opens
    if (this.sink) this.link(to).send(text, keep);
  }

  private link(to: Address, tried?: () => void): Link {
    const key = addressKey(to);
    const had = this.links.get(key);
    if (had) return had;
    const { next, clock } = this.options;
    const permanent = next !== undefined && sameAddress(to, next);
    const link = new Link(to, permanent, clock, {
      socket: (socket) => this.read(socket, true),
      opened: () => {
        tried?.();
        this.sink?.opened(to);
      },
      closed: (why) => {
        tried?.();
        if (permanent) return;
        this.links.delete(key);
        this.sink?.failed(to, why);
      },
    });
    this.links.set(key, link);
    return link;
  }

  private read(socket: Socket, ours = false): void {
    const { sink } = this;
    if (!sink) return void socket.destroy();
    this.sockets.add(socket);
    const framer = new Framer(this.options.limits);
    let remote: Address = { host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
    socket.once('connect', () => (remote = { host: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 }));
    const flow: Flow = {
      get remote() {
        return remote;
      },
      send: (text, lost) => {
        if (!socket.writable) return false;
        // a response may wait a moment, the call behind its request may not: a write costs as much as all our work on an INVITE's parts
        writeSoon(socket, text, { lost, late: true });
        return true;
      },
    };
    const stopPings = ours ? this.pings(socket) : null;
    socket.on('data', (chunk) => {
      for (const frame of framer.push(chunk)) if (!deliverFrame(sink, frame, flow)) return void socket.destroySoon();
    });
    socket.on('error', () => socket.destroy());
    socket.once('close', () => {
      this.sockets.delete(socket);
      stopPings?.();
    });
  }

  /** Returns the function that stops them. A peer that never answered a ping may not know them: only one that did is given up. */
  private pings(socket: Socket): () => void {
    const { clock } = this.options;
    let knows = false;
    let heard = true;
    let timer: object | null = null;
    const ping = () => {
      heard = false;
      if (socket.writable && !socket.connecting) writeSoon(socket, '\r\n\r\n');
      timer = clock.setTimeout(judge, pongWithinMs);
    };
    const judge = () => {
      if (knows && !heard) return void socket.destroy(new Error('no pong'));
      timer = clock.setTimeout(ping, pingEveryMs - pongWithinMs);
    };
    socket.on('data', () => {
      if (!heard) knows = true;
      heard = true;
    });
    timer = clock.setTimeout(ping, pingEveryMs);
    return () => timer && clock.clearTimeout(timer);
  }
}
