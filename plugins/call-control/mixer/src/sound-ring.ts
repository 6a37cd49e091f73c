/** A-law codes by position in a stream, a good second of them, and which of them are there. Positions only grow. */
import { silence } from './frame';

export const blockSamples = 80; // 10 ms: packets of 10, 20, 30, 40 and 60 ms fill whole blocks
const blocks = 128;
export const ringSamples = blockSamples * blocks;

export class SoundRing {
  private readonly codes = new Uint8Array(ringSamples).fill(silence);
  private readonly present = new Uint8Array(blocks);

  clear(): void {
    this.present.fill(0);
  }

  write(position: number, packet: Uint8Array, start: number, end: number): void {
    const stop = position + end - start;
    for (let b = Math.floor(position / blockSamples); b * blockSamples < stop; b++) {
      const slot = b % blocks;
      if (this.present[slot]) continue;
      this.present[slot] = 1;
      this.codes.fill(silence, slot * blockSamples, (slot + 1) * blockSamples);
    }
    let at = position % ringSamples;
    for (let i = start; i < end; i++) {
      this.codes[at] = packet[i]!;
      if (++at === ringSamples) at = 0;
    }
  }

  /** Makes a stretch silent without saying that it is there. */
  silence(from: number, to: number): void {
    for (let i = from; i < to; i++) this.codes[i % ringSamples] = silence;
  }

  /** Are all of `count` samples there? */
  has(position: number, count: number): boolean {
    for (let b = Math.floor(position / blockSamples); b * blockSamples < position + count; b++)
      if (!this.present[b % blocks]) return false;
    return true;
  }

  read(position: number, count: number, into: Uint8Array): void {
    let at = position % ringSamples;
    for (let i = 0; i < count; i++) {
      into[i] = this.codes[at]!;
      if (++at === ringSamples) at = 0;
    }
  }

  readLinear(position: number, count: number, into: Int16Array, offset: number, linear: Int16Array): void {
    let at = position % ringSamples;
    for (let i = 0; i < count; i++) {
      into[offset + i] = linear[this.codes[at]!]!;
      if (++at === ringSamples) at = 0;
    }
  }

  /** Forgets the blocks that lie wholly in `from` … `to`, or end in it. */
  forget(from: number, to: number): void {
    const first = Math.floor(from / blockSamples);
    const last = Math.min(Math.floor(to / blockSamples), first + blocks);
    for (let b = first; b < last; b++) this.present[b % blocks] = 0;
  }
}
