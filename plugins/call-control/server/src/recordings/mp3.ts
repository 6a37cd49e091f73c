/** Recordings as mp3 (D13), made when first asked for and kept beside the wav, so that both go the same way. */
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredFile, TieredStorage } from '@zuoxi/storage';
import { ffmpeg } from './ffmpeg';

/** Encoders at once: they take whole cores, and calls run on the same machine. */
const most = 2;
let running = 0;
const waiting: (() => void)[] = [];
const making = new Map<string, Promise<void>>();

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

/** The mp3 of a wav; null where there is no wav. Rejects with what ffmpeg said. */
export async function mp3Of(storage: TieredStorage, wav: string): Promise<StoredFile | null> {
  const mp3 = wav.replace(/\.wav$/, '.mp3');
  const there = await storage.find(mp3);
  if (there) return there;
  const made = making.get(mp3) ?? oneOfFew(() => encode(storage, wav, mp3)).finally(() => making.delete(mp3));
  making.set(mp3, made);
  await made;
  return storage.find(mp3);
}

async function encode(storage: TieredStorage, wav: string, mp3: string): Promise<void> {
  const made = join(tmpdir(), `zuoxi-${randomBytes(12).toString('hex')}.mp3`);
  try {
    await storage.withLocal(wav, async (path) => {
      await ffmpeg(['-i', path, '-codec:a', 'libmp3lame', '-b:a', '48k', '-f', 'mp3', made]);
      await storage.put(mp3, made);
    });
  } finally {
    await rm(made, { force: true });
  }
}
