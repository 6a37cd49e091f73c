/** What a phone says: frames of 20 ms, 160 samples of 16 bit at 8 kHz. */
import { melody } from './melody';

export const frameSamples = 160;
const rate = 8000;

export type Sound =
  | { kind: 'silence'; ms?: number }
  | { kind: 'tone'; hz: number; ms?: number }
  | { kind: 'melody'; ms?: number } // a quiet tune of our own, endless unless told otherwise
  | { kind: 'samples'; samples: Int16Array; loop?: boolean } // a file or speech, already read
  | { kind: 'echo' }; // what it hears

/** Says its sounds one after the other; after the last, silence. */
export class Mouth {
  private readonly waiting: Sound[];
  private sound: Sound = { kind: 'silence', ms: 0 };
  private at = 0;

  /** `onEnd` is called once, when all of it is said. */
  constructor(
    sounds: readonly Sound[],
    private onEnd: () => void = () => undefined,
  ) {
    this.waiting = [...sounds];
  }

  /** The next frame. `heard` is what came in during the last one. */
  frame(heard: Int16Array | undefined): Int16Array {
    const out = new Int16Array(frameSamples);
    while (this.ended()) this.next();
    fill(this.sound, out, this.at, heard);
    this.at += frameSamples;
    return out;
  }

  private next(): void {
    const next = this.waiting.shift();
    this.sound = next ?? { kind: 'silence' };
    this.at = 0;
    if (!next) this.onEnd();
  }

  private ended(): boolean {
    const { sound, at } = this;
    if (sound.kind === 'samples') return !sound.loop && at >= sound.samples.length;
    return sound.kind !== 'echo' && sound.ms !== undefined && at >= (sound.ms * rate) / 1000;
  }
}

const amplitude = 8000; // about -12 dBm0: loud speech

function fill(sound: Sound, out: Int16Array, at: number, heard: Int16Array | undefined): void {
  if (sound.kind === 'echo') out.set(heard?.subarray(0, out.length) ?? []);
  else if (sound.kind === 'tone')
    for (let i = 0; i < out.length; i++) out[i] = amplitude * Math.sin((2 * Math.PI * sound.hz * (at + i)) / rate);
  else if (sound.kind === 'melody') for (let i = 0; i < out.length; i++) out[i] = amplitude * melody((at + i) / rate);
  else if (sound.kind === 'samples') {
    const { samples, loop } = sound;
    for (let i = 0; i < out.length; i++) out[i] = samples[loop ? (at + i) % Math.max(samples.length, 1) : at + i] ?? 0;
  }
}
