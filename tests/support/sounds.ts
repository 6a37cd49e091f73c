/** The sounds of a test's instance: those of the product, and the long ones of them cut. */
import { execFile } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readWav, wavFile } from '@zuoxi/rtp';

/**
 * Seconds that stay. Whoever waits for the echo behind a greeting, or for the end of a question, waits in real time; no test is about the last words of these.
 * Long enough that a process can die and come back in the middle of the questions.
 */
const cut: Readonly<Record<string, number>> = {
  'zh/carrier-welcome': 1,
  'en/carrier-welcome': 0.1,
  'zh/unknown-number': 2,
  'en/unknown-number': 0.1,
  'zh/voicemail': 6,
  'zh/mobile-confirm': 9,
};

/**
 * Making the sounds takes seconds of computing, so the tests of one machine share them. A process of its own makes them: inside jest, where every global is
 * looked up through a proxy, it takes over a minute.
 */
export async function giveSounds(data: string): Promise<void> {
  const shared = join(tmpdir(), 'zuoxi-test-sounds');
  const make = 'require(process.argv[1]).makeSounds(process.argv[2])';
  await promisify(execFile)(process.execPath, ['-e', make, require.resolve('@zuoxi/scripts/sounds'), shared]);
  const sounds = join(data, 'sounds');
  cpSync(shared, sounds, { recursive: true });
  for (const [name, seconds] of Object.entries(cut)) {
    const file = join(sounds, `${name}.wav`);
    const { data: bytes, ...format } = readWav(readFileSync(file));
    writeFileSync(file, wavFile(format, bytes.subarray(0, seconds * format.rate * format.channels)));
  }
}
