/** Reading WAV files: G.711 and 16 bit PCM, mono or stereo, any rate. */
import { alaw, decode, ulaw } from './g711';
import { resample } from './resample';

export type WavFormat = 'pcm16' | 'alaw' | 'ulaw';
export type Wav = { format: WavFormat; rate: number; channels: number; /** interleaved */ data: Uint8Array };

const formats: Partial<Record<number, WavFormat>> = { 1: 'pcm16', 6: 'alaw', 7: 'ulaw' };
const extensible = 0xfffe;
const bits: Readonly<Record<WavFormat, number>> = { pcm16: 16, alaw: 8, ulaw: 8 };

/** Walks the chunks; a length beyond the end (a streamed or torn file) means "to the end". Throws an Error that says what is wrong with the file. */
export function readWav(file: Uint8Array): Wav {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE')
    throw new Error('not a WAV file');
  let head: Omit<Wav, 'data'> | null = null;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = bytes.toString('latin1', at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const body = bytes.subarray(at + 8, Math.min(bytes.length, at + 8 + length));
    if (name === 'fmt ') head = readFormat(body);
    if (name === 'data') {
      if (!head) throw new Error('WAV without a format before its data');
      const block = (head.channels * bits[head.format]) / 8;
      return { ...head, data: body.subarray(0, body.length - (body.length % block)) };
    }
    at += 8 + length + (length & 1);
  }
  throw new Error('WAV without data');
}

function readFormat(chunk: Buffer): Omit<Wav, 'data'> {
  if (chunk.length < 16) throw new Error('WAV format cut short');
  const tag = chunk.readUInt16LE(0);
  const code = tag === extensible && chunk.length >= 26 ? chunk.readUInt16LE(24) : tag;
  const format = formats[code];
  const channels = chunk.readUInt16LE(2);
  const rate = chunk.readUInt32LE(4);
  if (!format || chunk.readUInt16LE(14) !== bits[format])
    throw new Error(`WAV format ${code}, ${chunk.readUInt16LE(14)} bits: only PCM 16 and G.711`);
  if (channels < 1 || channels > 2) throw new Error(`WAV with ${channels} channels: only mono and stereo`);
  if (rate < 1000 || rate > 192_000) throw new Error(`WAV at ${rate} Hz`);
  return { format, rate, channels };
}

/** The samples, one array a channel. */
export function wavChannels({ format, channels, data }: Wav): Int16Array[] {
  const all =
    format === 'pcm16'
      ? new Int16Array(Uint8Array.from(data).buffer, 0, data.length >> 1) // a copy, since samples must lie at even addresses
      : decode(format === 'alaw' ? alaw : ulaw, data);
  if (channels === 1) return [all];
  const frames = Math.floor(all.length / channels);
  return Array.from({ length: channels }, (_, c) => Int16Array.from({ length: frames }, (_x, i) => all[i * channels + c]!));
}

/** A file as a phone plays it: mono, 8 kHz (`rate`). Throws like `readWav`. */
export function samplesOf(file: Uint8Array, rate = 8000): Int16Array {
  const wav = readWav(file);
  const [left = new Int16Array(0), right] = wavChannels(wav);
  const mono = right ? left.map((l, i) => (l + right[i]!) >> 1) : left;
  return resample(mono, wav.rate, rate);
}
