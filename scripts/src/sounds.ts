/** The sounds of an instance: music and signals by synthesis, prompts by espeak-ng. WAV, A-law mono at 8 kHz, as the mixer plays them. */
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { alaw, encode, wavFile } from '@zuoxi/rtp';
import { hold, waiting } from './sounds/music';
import { dingdong, ring } from './sounds/signals';
import { speech } from './sounds/speech';
import { prompts } from './sounds/texts';

/** To be raised when music, signals or voices change; the texts count by themselves. */
const version = 1;
const stampFile = '.stamp';
const ringRate = 16_000;

/** Makes all sounds, or nothing when they are there already. Rejects with a Trouble when espeak-ng is not installed; the music is made all the same. */
export const makeSounds = (folder: string): Promise<void> => ensureSounds(folder, () => undefined);

/** As `makeSounds`, and says when it has to work. */
export async function ensureSounds(folder: string, say: (line: string) => void): Promise<void> {
  const stamp = createHash('sha256')
    .update(JSON.stringify([version, prompts]))
    .digest('hex');
  if ((await stampOf(folder)) === stamp) return;
  say('Making music and prompts …');
  await write(folder, 'music/waiting', phone(waiting()));
  await write(folder, 'music/hold', phone(hold()));
  await write(folder, 'tone/dingdong', phone(dingdong()));
  await write(folder, 'ring', browser(ring(ringRate)));
  for (const prompt of prompts) await write(folder, prompt.file, phone(await speech(prompt)));
  await put(join(folder, stampFile), stamp);
}

const stampOf = (folder: string): Promise<string | null> => readFile(join(folder, stampFile), 'utf8').catch(() => null); // none yet

const phone = (samples: Int16Array): Buffer => wavFile({ format: 'alaw', channels: 1, rate: 8000 }, encode(alaw, samples));
const browser = (samples: Int16Array): Buffer =>
  wavFile(
    { format: 'pcm16', channels: 1, rate: ringRate },
    new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength),
  );

const write = (folder: string, name: string, file: Buffer): Promise<void> => put(join(folder, `${name}.wav`), file);

/** In one step: a running mixer never reads half a file. */
async function put(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(`${path}.new`, content, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
