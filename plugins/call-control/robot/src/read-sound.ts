import { readFileSync } from 'node:fs';
import { samplesOf } from '@zuoxi/rtp';

/** A WAV file (its path or its bytes) as samples of 8 kHz, mono. Throws an Error that says what is wrong with it. */
export const readSound = (file: string | Uint8Array): Int16Array =>
  samplesOf(typeof file === 'string' ? readFileSync(file) : file);
