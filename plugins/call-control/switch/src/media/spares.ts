/**
 * Offers made in advance: an INVITE of ours need not wait for rtpengine (measured: a fifth of the way from INVITE to 180). A kind of peer that was
 * asked for once has three more in reserve, until nobody has asked for a while: each holds four ports.
 */
import { randomBytes } from 'node:crypto';
import type { Peer } from '../ports';
import { offerPeer, type LegSdp, type Site } from './leg';

export type SparesOptions = {
  site: Site;
  /** begins every name at rtpengine; what a dead process has left is swept by it (legs.ts) */
  names: string;
  mixerPort: () => number;
  warn: (what: string, error: unknown) => void;
};

type Spare = LegSdp & { name: string };

const inReserve = 3;
/** ms: the call that took one goes first */
const refillMs = 25;
/** ms: well below the hour after which rtpengine forgets an offer that nobody answered */
const keptMs = 600_000;

export class Spares {
  private ready: Readonly<Record<Peer, Spare[]>> = { phone: [], browser: [] };
  private readonly making = new Set<string>();
  private refill: NodeJS.Timeout | undefined;
  private forget: NodeJS.Timeout | undefined;
  private readonly wanted = new Set<Peer>();
  private generation = 0;
  /** differs from that of every former process */
  private readonly prefix: string;
  private count = 0;

  constructor(private readonly o: SparesOptions) {
    this.prefix = `${o.names}${randomBytes(6).toString('hex')}-`;
  }

  /** One that is ready, and its record; more are made a moment later. */
  take(peer: Peer): LegSdp | undefined {
    clearTimeout(this.forget);
    this.forget = setTimeout(() => this.drop(), keptMs).unref();
    this.wanted.add(peer);
    this.refill ??= setTimeout(() => void this.fill(), refillMs).unref();
    const spare = this.ready[peer].pop();
    return spare && { sdp: spare.sdp, record: { ...spare.record, name: spare.name } };
  }

  /** What must not be swept. */
  names(): string[] {
    return [...this.making, ...Object.values(this.ready).flatMap((list) => list.map(({ name }) => name))];
  }

  /** Gives all of them back: rtpengine or the mixer's port is another, or nobody needs them. */
  drop(): void {
    this.generation++;
    clearTimeout(this.refill);
    clearTimeout(this.forget);
    this.refill = undefined;
    this.wanted.clear();
    const old = Object.values(this.ready).flat();
    this.ready = { phone: [], browser: [] };
    for (const { name } of old) this.remove(name);
  }

  private async fill(): Promise<void> {
    this.refill = undefined;
    const { generation } = this;
    for (const peer of [...this.wanted])
      while (generation === this.generation && this.ready[peer].length < inReserve) {
        const spare = await this.make(peer);
        if (!spare) return;
        if (generation === this.generation) this.ready[peer].push(spare);
        else this.remove(spare.name);
      }
  }

  private async make(peer: Peer): Promise<Spare | null> {
    const name = `${this.prefix}${(++this.count).toString(36)}`;
    this.making.add(name);
    try {
      return { name, ...(await offerPeer(this.o.site, name, peer, this.o.mixerPort())) };
    } catch (error) {
      this.o.warn('no offer can be made in advance', error); // the next call asks for itself, and fails with its own reason
      return null;
    } finally {
      this.making.delete(name);
    }
  }

  private remove(name: string): void {
    this.o.site.ng.delete(name).catch((error: unknown) => this.o.warn(`${name} was not deleted at rtpengine`, error));
  }
}
