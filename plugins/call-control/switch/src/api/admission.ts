/** How many sockets may be open: of one address, and in all. nginx counts too; this holds where nginx was told otherwise, or is passed by. */
import type { IncomingMessage } from 'node:http';

export type Most = { address: number; all: number };

export class Admission {
  private readonly of = new Map<string, number>();
  private all = 0;

  constructor(private readonly most: Most) {}

  /** Null: no place. What is returned gives the place back. This machine (127.0.0.1) counts in all, not as an address. */
  take(address: string): (() => void) | null {
    const own = this.of.get(address) ?? 0;
    if (this.all >= this.most.all || (address !== '127.0.0.1' && own >= this.most.address)) return null;
    this.of.set(address, own + 1);
    this.all++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.all--;
      const left = (this.of.get(address) ?? 1) - 1;
      if (left > 0) this.of.set(address, left);
      else this.of.delete(address);
    };
  }
}

/** nginx says whom it speaks for; it is on loopback, as we are. */
export const addressOf = (request: IncomingMessage): string => {
  const said = request.headers['x-real-ip'];
  return (typeof said === 'string' && said) || (request.socket.remoteAddress ?? '');
};
