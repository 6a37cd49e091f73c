/** Every leg of this switch at rtpengine: one thing at a time per leg, and a record of each that outlives the process. */
import type { LegId } from '@zuoxi/contracts';
import { SdpError, usableAudio } from './sdp';
import { OfferRefused, type LegMedia, type Peer, type Records } from '../ports';
import { acceptPeer, offerPeer, peerAnswered, retarget, type Inside, type LegRecord, type Site } from './leg';
import type { Spares } from './spares';

export type LegsOptions = {
  site: Site;
  records: Records<LegRecord>;
  /** the mixer's RTP port now */
  mixerPort: () => number;
  /** offers in reserve; without them each is asked for when it is needed */
  spares?: Spares;
  /** the leg can be put into plans; null: no more */
  inside: (leg: LegId, inside: Inside | null) => void;
  /** the peer holds the leg, or no longer */
  held?: (leg: LegId, held: boolean) => void;
  /** to be sent within the leg's sound */
  keys?: (leg: LegId, keys: string) => void;
  /** something that nobody waits for went wrong */
  warn: (what: string, error: unknown) => void;
};

/** What waits for the leg's turn. `released`: whatever is still under way is in vain. */
type Line = { last: Promise<unknown>; waiting: number; released: boolean };

const saying = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class Legs implements LegMedia {
  private readonly lines = new Map<LegId, Line>();
  private readonly silent = new Set<LegId>();

  constructor(private readonly o: LegsOptions) {}

  offer(leg: LegId, peer: Peer): Promise<string> {
    return this.turn(leg, 'offer', async () => {
      const before = this.record(leg);
      const spare = before ? undefined : this.o.spares?.take(peer);
      const { sdp, record } = spare ?? (await offerPeer(this.o.site, this.name(leg), peer, this.o.mixerPort(), before));
      this.keep(leg, record);
      return sdp;
    });
  }

  reoffer(leg: LegId): Promise<string> {
    return this.turn(leg, 're-offer', async () => {
      const before = this.known(leg);
      // its socket may be one that rtpengine no longer reads: it must not keep that
      if (this.silent.has(leg)) await this.o.site.ng.delete(this.name(leg));
      const { sdp, record } = await offerPeer(this.o.site, this.name(leg), before.peer, this.o.mixerPort(), before);
      this.keep(leg, record);
      return sdp;
    });
  }

  answered(leg: LegId, sdp: string): Promise<void> {
    return this.turn(leg, 'answer of the peer', async () =>
      this.keep(leg, await peerAnswered(this.o.site, this.name(leg), this.known(leg), sdp)),
    );
  }

  refusal(sdp: string, peer: Peer): string | null {
    try {
      usableAudio(sdp, peer);
      return null;
    } catch (error) {
      if (error instanceof SdpError) return error.message;
      throw error;
    }
  }

  accept(leg: LegId, sdp: string, peer: Peer): Promise<string> {
    return this.turn(leg, 'offer of the peer', () => this.accepted(leg, sdp, peer));
  }

  reoffered(leg: LegId, sdp: string): Promise<string> {
    return this.turn(leg, 're-offer of the peer', () => this.accepted(leg, sdp, this.known(leg).peer));
  }

  /** The mixer said so. */
  fellSilent(leg: LegId, silent: boolean): void {
    if (silent && this.record(leg)) this.silent.add(leg);
    else this.silent.delete(leg);
  }

  silentOnes(): LegId[] {
    return [...this.silent];
  }

  heard(leg: LegId): boolean {
    return this.record(leg)?.inside != null && !this.silent.has(leg);
  }

  takesEvents(leg: LegId): boolean {
    return this.record(leg)?.inside?.digitType != null;
  }

  sendKeys(leg: LegId, keys: string): void {
    this.o.keys?.(leg, keys);
  }

  release(leg: LegId): void {
    this.silent.delete(leg);
    const line = this.line(leg);
    if (line.released) return;
    line.released = true;
    const name = this.name(leg);
    if (this.record(leg)) this.o.records.put(leg, null);
    this.o.inside(leg, null);
    line.last = line.last
      .then(() => this.o.site.ng.delete(name))
      .catch((error: unknown) => this.o.warn(`leg ${leg} was not deleted at rtpengine`, error))
      .finally(() => this.lines.delete(leg));
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    await Promise.all([...this.lines.values()].map((line) => line.last));
  }

  /** Takes up the legs of former records: they can be put into plans at once. */
  restore(): void {
    for (const [leg, { inside }] of this.o.records.all()) if (inside) this.o.inside(leg, inside);
  }

  /** The legs that should be at rtpengine and are not. */
  async lost(): Promise<LegId[]> {
    const there = new Set(await this.o.site.ng.list());
    const missing = [...this.o.records.all().keys()].filter((leg) => !there.has(this.name(leg)));
    // the list is quick (2 ms for all) but cut at its length; a question for each leg is sure (2 ms for one)
    const known = await inParts(missing, (leg) => this.o.site.ng.knows(this.name(leg)));
    return missing.filter((leg, i) => !known[i] && this.record(leg));
  }

  /** Deletes what rtpengine runs under a name of ours though nobody here knows it: legs of a moment before a crash. */
  async sweep(prefix: string): Promise<void> {
    const ours = (await this.o.site.ng.list()).filter((id) => id.startsWith(prefix));
    const known = new Set<string>([
      ...[...this.o.records.all().keys()].map((leg) => this.name(leg)),
      ...this.lines.keys(),
      ...(this.o.spares?.names() ?? []),
    ]);
    await inParts(
      ours.filter((id) => !known.has(id)),
      (id) => this.o.site.ng.delete(id),
    );
  }

  /** Leads every leg to the mixer's port where it was another. */
  async retarget(mixer: number): Promise<void> {
    const moved = [...this.o.records.all()].filter(([, record]) => record.mixer !== mixer);
    await inParts(moved, ([leg]) =>
      this.turn(leg, 'retarget', async () =>
        this.keep(leg, await retarget(this.o.site, this.name(leg), this.known(leg), mixer)),
      ).catch((error: unknown) => this.o.warn(`leg ${leg} still speaks to a former port of the mixer`, error)),
    );
  }

  private async accepted(leg: LegId, sdp: string, peer: Peer): Promise<string> {
    const before = this.record(leg);
    try {
      const done = await acceptPeer(this.o.site, this.name(leg), peer, this.o.mixerPort(), sdp, before);
      this.keep(leg, done.record);
      return done.sdp;
    } catch (error) {
      if (!before) await this.o.site.ng.delete(leg).catch(() => undefined); // half a leg is none; the first error is the one to tell
      throw error;
    }
  }

  /** Does it when all that came before for this leg is done. */
  private turn<T>(leg: LegId, what: string, work: () => Promise<T>): Promise<T> {
    const line = this.line(leg);
    const refuseReleased = (): void => {
      if (line.released) throw new Error('it was released');
    };
    line.waiting++;
    const result = line.last
      .then(() => {
        refuseReleased();
        return work();
      })
      .catch((error: unknown) => {
        const Kind = error instanceof SdpError ? OfferRefused : Error;
        throw new Kind(`leg ${leg}, ${what}: ${saying(error)}`, { cause: error });
      });
    line.last = result
      .catch(() => undefined)
      .finally(() => {
        if (--line.waiting === 0 && !line.released) this.lines.delete(leg);
      });
    return result;
  }

  private line(leg: LegId): Line {
    const line = this.lines.get(leg) ?? { last: Promise.resolve(), waiting: 0, released: false };
    this.lines.set(leg, line);
    return line;
  }

  private keep(leg: LegId, record: LegRecord): void {
    if (this.lines.get(leg)?.released) throw new Error('it was released meanwhile');
    const before = this.record(leg)?.inside;
    this.o.records.put(leg, record);
    const { inside } = record;
    if (!inside) return;
    if (JSON.stringify(inside) !== JSON.stringify(before)) this.o.inside(leg, inside);
    const listens = inside.listens ?? true;
    if (listens !== (before?.listens ?? true)) this.o.held?.(leg, !listens);
  }

  /** what rtpengine calls it */
  private name(leg: LegId): string {
    return this.record(leg)?.name ?? leg;
  }

  private record(leg: LegId): LegRecord | undefined {
    return this.o.records.all().get(leg);
  }

  private known(leg: LegId): LegRecord {
    const record = this.record(leg);
    if (!record) throw new Error('it has no media');
    return record;
  }
}

/** In parts, so that a thousand legs do not overrun rtpengine's socket. */
async function inParts<A, B>(items: readonly A[], work: (item: A) => Promise<B>): Promise<B[]> {
  const results: B[] = [];
  for (let i = 0; i < items.length; i += 50) results.push(...(await Promise.all(items.slice(i, i + 50).map(work))));
  return results;
}
