/**
 * A wire between a phone and its server that can be told to delay or lose messages: what a real network does at the worst moment, on purpose.
 * The phone uses it as its outbound proxy; responses come back through it because they go where the request came from (RFC 3581).
 */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Address } from '@zuoxi/sip';

/** `method` is the CSeq's; `status` is null for a request. */
export type Passing = { way: 'out' | 'in'; method: string; status: number | null };
/** `pass` it now, `drop` it, or pass it when the promise is fulfilled. */
export type Verdict = 'pass' | 'drop' | Promise<unknown>;
export type Gate = (message: Passing) => Verdict;

export class BadLine {
  private constructor(
    private readonly socket: Socket,
    readonly address: Address,
  ) {}

  /** Opens a line from the phone at `phone` to `server`. */
  static async open(phone: Address, server: Address, gate: Gate): Promise<BadLine> {
    const socket = createSocket('udp4');
    socket.bind(0, phone.host);
    await once(socket, 'listening');
    const send = (bytes: Buffer, to: Address): void => {
      try {
        socket.send(bytes, to.port, to.host);
      } catch {
        return; // closed while the message was held back
      }
    };
    socket.on('error', () => undefined); // a refused datagram is a lost one
    socket.on('message', (bytes, from) => {
      const out = from.port === phone.port && from.address === phone.host;
      const target = out ? server : phone;
      const verdict = gate({ way: out ? 'out' : 'in', ...read(bytes) });
      if (verdict === 'pass') send(bytes, target);
      else if (verdict !== 'drop') verdict.then(() => send(bytes, target)).catch(() => undefined); // a hold that fails is a loss
    });
    return new BadLine(socket, { host: phone.host, port: socket.address().port });
  }

  close(): void {
    this.socket.close();
  }
}

function read(bytes: Buffer): { method: string; status: number | null } {
  const head = bytes.toString('latin1', 0, Math.min(bytes.length, 4096));
  const status = /^SIP\/2\.0 (\d{3})/.exec(head)?.[1];
  return { method: /\r\ncseq[ \t]*:[ \t]*\d+[ \t]+([A-Z]+)/i.exec(head)?.[1] ?? '', status: status ? Number(status) : null };
}
