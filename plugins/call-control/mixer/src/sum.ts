/** Adding sounds: 16 bit linear, with saturation. */
import { alaw } from '@zuoxi/rtp';
import { frameSamples, silence } from './frame';

const { linear, code } = alaw;

export type Source = { readonly frame: Uint8Array; readonly audible: boolean };

/** Adds A-law frames one after the other. A single sound is passed on code by code; no sound at all is silence. */
export class Sum {
  private readonly total = new Int32Array(frameSamples);
  private count = 0;
  private only: Uint8Array | null = null;

  start(): void {
    this.count = 0;
    this.only = null;
  }

  add(source: Source): void {
    if (!source.audible) return;
    if (this.count++ === 0) {
      this.only = source.frame;
      return;
    }
    const { total } = this;
    const { frame } = source;
    if (this.only) {
      for (let i = 0; i < frameSamples; i++) total[i] = linear[this.only[i]!]! + linear[frame[i]!]!;
      this.only = null;
    } else for (let i = 0; i < frameSamples; i++) total[i] = total[i]! + linear[frame[i]!]!;
  }

  /** Writes the sum's codes, one every `step` bytes from `at`. */
  write(into: Uint8Array, at: number, step = 1): void {
    if (this.count === 0) return this.writeSilence(into, at, step);
    if (this.only) {
      for (let i = 0; i < frameSamples; i++) into[at + i * step] = this.only[i]!;
      return;
    }
    for (let i = 0; i < frameSamples; i++) {
      const t = this.total[i]!;
      into[at + i * step] = code[(t > 32767 ? 32767 : t < -32768 ? -32768 : t) & 0xffff]!;
    }
  }

  private writeSilence(into: Uint8Array, at: number, step: number): void {
    for (let i = 0; i < frameSamples; i++) into[at + i * step] = silence;
  }
}
