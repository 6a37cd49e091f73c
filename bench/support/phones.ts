/** Many phones in one process: each its own UDP port, a packet every 20 ms. The sound carries when it was sent, so that delay can be read from it. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { Pacer, writeHead } from '@zuoxi/rtp';

const host = '127.0.0.1';
const mark = 0x5a;

export class Phones {
  /** milliseconds from a packet's sending to its sound's arrival, of phones that hear one other phone */
  delays: number[] = [];
  received = 0;
  private readonly pacer: Pacer;
  private tick = 0;
  private to = 0;

  private constructor(
    readonly base: number,
    private readonly sockets: readonly Socket[],
  ) {
    for (const socket of sockets) socket.on('message', (packet) => this.take(packet));
    this.pacer = new Pacer(20, () => this.say());
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

  private say(): void {
    this.tick++;
    for (const [i, socket] of this.sockets.entries()) {
      const packet = Buffer.alloc(172, 0x95 + (i % 3)); // quiet sound, no silence: everything has to be mixed
      writeHead(packet, 8, false, this.tick, this.tick * 160, i + 1);
      packet[12] = mark;
      packet.writeDoubleBE(performance.now(), 13);
      packet[21] = mark;
      socket.send(packet, this.to, host);
    }
  }

  private take(packet: Buffer): void {
    this.received++;
    if (packet.length === 172 && packet[12] === mark && packet[21] === mark)
      this.delays.push(performance.now() - packet.readDoubleBE(13));
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
