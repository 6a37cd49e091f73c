/** The first bytes of the WAV files we write. */
import type { WavFormat } from './wav';

export type WavShape = { format: WavFormat; channels: number; rate: number };

const tags: Readonly<Record<WavFormat, number>> = { pcm16: 1, alaw: 6, ulaw: 7 };
export const headerLength = 58;
export const bytesPerFrame = ({ format, channels }: WavShape): number => channels * (format === 'pcm16' ? 2 : 1);

/** A header that announces `dataBytes` bytes of samples after it; always `headerLength` long (compressed formats want the fact chunk). */
export function wavHeader(shape: WavShape, dataBytes: number): Buffer {
  const { format, channels, rate } = shape;
  const frame = bytesPerFrame(shape);
  const b = Buffer.alloc(headerLength);
  b.write('RIFF', 0, 'latin1');
  b.writeUInt32LE(headerLength - 8 + dataBytes, 4);
  b.write('WAVEfmt ', 8, 'latin1');
  b.writeUInt32LE(18, 16);
  b.writeUInt16LE(tags[format], 20);
  b.writeUInt16LE(channels, 22);
  b.writeUInt32LE(rate, 24);
  b.writeUInt32LE(rate * frame, 28);
  b.writeUInt16LE(frame, 32);
  b.writeUInt16LE((frame / channels) * 8, 34);
  b.write('fact', 38, 'latin1');
  b.writeUInt32LE(4, 42);
  b.writeUInt32LE(Math.floor(dataBytes / frame), 46);
  b.write('data', 50, 'latin1');
  b.writeUInt32LE(dataBytes, 54);
  return b;
}

/** A whole file. */
export const wavFile = (shape: WavShape, data: Uint8Array): Buffer => Buffer.concat([wavHeader(shape, data.length), data]);
