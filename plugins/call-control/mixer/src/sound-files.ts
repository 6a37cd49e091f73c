/** The sounds folder: WAV files by name, read once and again when they changed. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { alaw, encode, readWav, samplesOf } from '@zuoxi/rtp';

/** A-law codes of a file by its name, or null when it is not there or no sound. Never rejects. */
export type LoadSound = (file: string) => Promise<Uint8Array | null>;

type CachedSound = { mtimeMs: number; size: number; codes: Uint8Array };
const mostKept = 64 << 20; // bytes: two hours of sound

export function soundFiles(folder: string, warn: (what: string, err: unknown) => void): LoadSound {
  const kept = new Map<string, CachedSound>();
  return async (file) => {
    const path = join(folder, `${file}.wav`);
    try {
      const { mtimeMs, size } = await stat(path);
      const known = kept.get(file);
      kept.delete(file); // and put in again behind: the first is the one not used for the longest time
      const fresh =
        known?.mtimeMs === mtimeMs && known.size === size ? known : { mtimeMs, size, codes: codesOf(await readFile(path)) };
      kept.set(file, fresh);
      forgetOldest(kept);
      return fresh.codes;
    } catch (err) {
      warn(`the sound ${file} cannot be played`, err);
      return null;
    }
  };
}

function codesOf(bytes: Uint8Array): Uint8Array {
  const wav = readWav(bytes);
  const plays = wav.format === 'alaw' && wav.rate === 8000 && wav.channels === 1;
  return plays ? Uint8Array.from(wav.data) : encode(alaw, samplesOf(bytes));
}

function forgetOldest(kept: Map<string, CachedSound>): void {
  let bytes = [...kept.values()].reduce((sum, { codes }) => sum + codes.length, 0);
  for (const [file, { codes }] of kept) {
    if (bytes <= mostKept) return;
    kept.delete(file);
    bytes -= codes.length;
  }
}
