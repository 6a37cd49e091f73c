/** UDP: one socket. Transactions do the retransmitting. */
import { createSocket, type Socket } from 'node:dgram';
import type { Address } from '../api';
import { deliverDatagram } from './datagram';
import type { Flow, Limits, Sink, Transport } from './transport';

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
    this.socket.on('message', (data, from) => {
      const remote = { host: from.address, port: from.port };
      deliverDatagram(sink, data, remote, this.options.limits, (backTo) => this.flow(remote, backTo));
    });
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
