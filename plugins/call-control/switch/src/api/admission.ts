/** How many sockets may be open: of one address, and in all. nginx counts too; this holds where nginx was told otherwise, or is passed by. */
import type { IncomingMessage } from 'node:http';
import { Slots, type SlotLimits } from '@zuoxi/contracts';

export class Admission {
  private readonly slots: Slots;

  constructor(most: SlotLimits) {
    this.slots = new Slots(most);
  }

  /** Null: no place. What is returned gives the place back. This machine (127.0.0.1) counts in all, not as an address. */
  take(address: string): (() => void) | null {
    return this.slots.take(address, address !== '127.0.0.1');
  }
}

/** nginx says whom it speaks for; it is on loopback, as we are. */
export const addressOf = (request: IncomingMessage): string => {
  const said = request.headers['x-real-ip'];
  return (typeof said === 'string' && said) || (request.socket.remoteAddress ?? '');
};
