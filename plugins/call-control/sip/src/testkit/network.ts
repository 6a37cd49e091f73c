/** A network in memory: messages go as text and are parsed again, may be lost, and are all written down. */
import type { Address } from '../api';
import { deliverDatagram } from '../transport/datagram';
import { deliverFrame, Framer } from '../transport/framing';
import { addressKey, defaultLimits, sameAddress, type Sink, type Transport } from '../transport/transport';

type Receiver = (text: string, from: Address) => void;
export type Sent = { from: Address; to: Address; text: string };

export class Network {
  readonly log: Sent[] = [];
  /** true: this message gets lost */
  loses: (sent: Sent) => boolean = () => false;
  private readonly ends = new Map<string, Receiver>();
  private readonly queue: Sent[] = [];
  private busy = false;

  attach(at: Address, receive: Receiver): void {
    this.ends.set(addressKey(at), receive);
  }
  detach(at: Address): void {
    this.ends.delete(addressKey(at));
  }
  reaches(to: Address): boolean {
    return this.ends.has(addressKey(to));
  }

  send(sent: Sent): void {
    this.log.push(sent);
    if (this.loses(sent)) return;
    this.queue.push(sent);
    if (this.busy) return;
    this.busy = true;
    for (let next = this.queue.shift(); next; next = this.queue.shift())
      this.ends.get(addressKey(next.to))?.(next.text, next.from);
    this.busy = false;
  }

  /** First lines of what was sent, in order: `INVITE`, `180`, … */
  get story(): string[] {
    return this.log.map(({ text }) => titleOf(text));
  }
}

/** `INVITE` of a request, `200 BYE` of a response. */
export function titleOf(text: string): string {
  const words = text.slice(0, text.indexOf('\r\n')).split(' ');
  if (words[0] !== 'SIP/2.0') return words[0] ?? '';
  return `${words[1]} ${/^CSeq: *\d+ +(\S+)/im.exec(text)?.[1] ?? ''}`;
}

/** One end of the network as a user agent's transport. */
export class MemoryTransport implements Transport {
  private sink: Sink | null = null;

  constructor(
    readonly protocol: 'TCP' | 'UDP',
    private readonly network: Network,
    private readonly at: Address,
  ) {}

  local = (): Address => this.at;
  connected = (): boolean => this.sink !== null;

  async start(sink: Sink): Promise<void> {
    this.sink = sink;
    this.network.attach(this.at, (text, from) => {
      const flow = { remote: from, send: (reply: string) => this.post(reply, from) };
      if (this.protocol === 'UDP') return deliverDatagram(sink, Buffer.from(text), from, defaultLimits, () => flow);
      for (const frame of new Framer(defaultLimits).push(Buffer.from(text))) deliverFrame(sink, frame, flow);
    });
  }
  async close(): Promise<void> {
    this.network.detach(this.at);
    this.sink = null;
  }

  send(text: string, to: Address): void {
    if (this.post(text, to) || this.protocol === 'UDP') return;
    this.sink?.failed(to, 'refused');
  }

  /** The way to `to` is there (again). */
  opened(to: Address): void {
    this.sink?.opened(to);
  }

  private post(text: string, to: Address): boolean {
    if (!this.sink) return false;
    const there = this.protocol === 'UDP' || this.network.reaches(to);
    if (there) this.network.send({ from: this.at, to, text });
    return there || sameAddress(to, this.at);
  }
}
