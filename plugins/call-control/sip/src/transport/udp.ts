/** UDP: one socket. Transactions do the retransmitting. */
import { createSocket, type Socket } from 'node:dgram';
import type { Address } from '../api';
import { readDatagram } from './datagram';
import type { Flow, Limits, Sink, Transport } from './transport';

const defaultPort = 5060;

export class UdpTransport implements Transport {
  readonly protocol = 'UDP';
  private readonly socket: Socket;
  private bound: Address;
  private open = false;

  constructor(private readonly options: { local: Address; limits: Limits }) {
    this.bound = options.local;
    // a burst of calls must not overflow the system's default of some 200 kB
    this.socket = createSocket({ type: options.local.host.includes(':') ? 'udp6' : 'udp4', recvBufferSize: 4 << 20 });
  }

  local(): Address {
    return this.bound;
  }

  async start(sink: Sink): Promise<void> {
    const { host, port } = this.options.local;
    await new Promise<void>((resolve, reject) => {
      this.socket.once('error', reject);
      this.socket.bind(port, host, () => {
        this.socket.off('error', reject);
        this.socket.on('error', (e) => sink.refused(`socket: ${e.message}`, this.bound));
        resolve();
      });
    });
    this.bound = { host, port: this.socket.address().port };
    this.open = true;
    this.socket.on('message', (data, from) => this.read(sink, data, { host: from.address, port: from.port }));
  }

  async close(): Promise<void> {
    if (!this.open) return;
    this.open = false;
    await new Promise<void>((resolve) => this.socket.close(() => resolve()));
  }

  connected(): boolean {
    return this.open;
  }

  send(text: string, to: Address): void {
    // a name that cannot be resolved is a lost datagram: the transaction times out (§17.1.4 speaks of errors we do not get here)
    if (this.open) this.socket.send(text, to.port, to.host, () => undefined);
  }

  private read(sink: Sink, data: Buffer, remote: Address): void {
    const datagram = readDatagram(data, this.options.limits);
    if (datagram.is === 'keepalive') return;
    if (datagram.is === 'noise') return sink.refused(datagram.why, remote);
    if (datagram.is === 'tooLarge') return sink.tooLarge(datagram.head, this.flow(remote, remote.port));
    const { parsed } = datagram;
    if (!parsed.ok) return sink.malformed(parsed, this.flow(remote, remote.port));
    const { via } = parsed.message;
    // RFC 3581 §4: with rport to the source port, without to the port in Via; always to the source address
    sink.message(parsed.message, this.flow(remote, via.params.has('rport') ? remote.port : (via.port ?? defaultPort)));
  }

  private flow(remote: Address, port: number): Flow {
    return {
      remote,
      send: (text) => {
        this.send(text, { host: remote.host, port });
        return true;
      },
    };
  }
}
