/** Recordings as mp3 (D13), made when first asked for and kept beside the wav, so that both are deleted together. */
import { randomBytes } from 'node:crypto';
import { access, rename, rm } from 'node:fs/promises';
import { ffmpeg } from './ffmpeg';

/** Encoders at once: they take whole cores, and calls run on the same machine. */
const most = 2;
let running = 0;
const waiting: (() => void)[] = [];
const making = new Map<string, Promise<string>>();

async function oneOfFew<T>(work: () => Promise<T>): Promise<T> {
  if (running >= most) await new Promise<void>((go) => waiting.push(go));
  else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** The path of the mp3 of a wav. Rejects with what ffmpeg said. */
export async function mp3Of(wav: string): Promise<string> {
  const mp3 = wav.replace(/\.wav$/, '.mp3');
  try {
    await access(mp3);
    return mp3;
  } catch {
    const made = making.get(mp3) ?? oneOfFew(() => encode(wav, mp3)).finally(() => making.delete(mp3));
    making.set(mp3, made);
    return made;
  }
}

async function encode(wav: string, mp3: string): Promise<string> {
  const part = `${mp3}.${randomBytes(6).toString('hex')}.part`;
  try {
    await ffmpeg(['-i', wav, '-codec:a', 'libmp3lame', '-b:a', '48k', '-f', 'mp3', part]);
    await rename(part, mp3);
  } finally {
    await rm(part, { force: true });
  }
  return mp3;
}
