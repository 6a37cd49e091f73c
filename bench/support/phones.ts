/** Many phones in one process: each its own UDP port, a packet every 20 ms. The sound carries when it was sent, so that delay can be read from it. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { Pacer, writeHead } from '@zuoxi/rtp';

const host = '127.0.0.1';
const mark = 0x5a;
const stamp = 10; // bytes: the time between two marks

export class Phones {
  /** milliseconds from a packet's sending to its sound's arrival, of phones that hear one other phone */
  delays: number[] = [];
  received = 0;
  private readonly pacer: Pacer;
  private ms = 0;
  private to = 0;

  private constructor(
    readonly base: number,
    private readonly sockets: readonly Socket[],
  ) {
    for (const socket of sockets) socket.on('message', (packet) => this.take(packet));
    this.pacer = new Pacer(1, () => this.say());
  }

  /** Opens `count` phones on ports in a row from an even one. */
  static async open(count: number): Promise<Phones> {
    for (let base = 33_000; base < 60_000; base += count + 2) {
      const sockets = await Promise.all(Array.from({ length: count }, (_, i) => bound(base + i)));
      if (sockets.every((s) => s !== null)) return new Phones(base, sockets);
      for (const socket of sockets) socket?.close();
    }
    throw new Error(`no ${count} free UDP ports in a row`);
  }

  /** Talks to a port from now on, with fresh counters; 0: is silent. */
  talk(port: number): void {
    this.to = port;
    this.delays = [];
    this.received = 0;
    if (port) this.pacer.start();
    else this.pacer.stop();
  }

  close(): void {
    this.pacer.stop();
    for (const socket of this.sockets) socket.close();
  }

  /** Each phone has its own place in the 20 ms, as in life: packets come one by one. */
  private say(): void {
    const [turn, place] = [Math.floor(this.ms / 20), this.ms++ % 20];
    for (let i = place; i < this.sockets.length; i += 20) {
      const packet = Buffer.alloc(172, 0x95 + (i % 3)); // quiet sound, no silence: everything has to be mixed
      writeHead(packet, 8, false, turn, turn * 160, i + 1);
      packet[12] = mark;
      packet.writeDoubleBE(performance.now(), 13);
      packet[12 + stamp - 1] = mark;
      this.sockets[i]?.send(packet, this.to, host);
    }
  }

  private take(packet: Buffer): void {
    this.received++;
    // a jitter queue that left out a pitch period has moved the place of the mark in the frame
    for (let i = 12; i + stamp <= packet.length; i++)
      if (packet[i] === mark && packet[i + stamp - 1] === mark) {
        this.delays.push(performance.now() - packet.readDoubleBE(i + 1));
        return;
      }
  }
}

async function bound(port: number): Promise<Socket | null> {
  const socket = createSocket({ type: 'udp4', lookup: (name, _options, found) => found(null, name, 4) });
  const ready = once(socket, 'listening');
  socket.bind(port, host);
  return ready.then(
    () => socket,
    () => null,
  );
}
