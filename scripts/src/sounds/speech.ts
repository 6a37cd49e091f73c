/** Words spoken by espeak-ng, as a phone plays them. */
import { execFile } from 'node:child_process';
import { voices } from '@zuoxi/contracts';
import { samplesOf } from '@zuoxi/rtp';
import { need } from '../programs';
import { leveled, rate } from './level';
import type { Prompt } from './texts';

const pauseMs = { before: 200, after: 400 };

/** Samples at 8 kHz. Rejects with a Trouble when espeak-ng is not installed, with its own words when it fails. */
export async function speech({ language, text }: Prompt): Promise<Int16Array> {
  const { voice, wordsPerMinute } = voices[language];
  const spoken = await run(need('espeak-ng', 'espeak-ng'), ['-v', voice, '-s', String(wordsPerMinute), '--stdout', text]);
  const words = trimmed(samplesOf(spoken, rate));
  const out = new Int16Array(words.length + ((pauseMs.before + pauseMs.after) * rate) / 1000);
  out.set(leveled(Float64Array.from(words), -17), (pauseMs.before * rate) / 1000);
  return out;
}

const run = (file: string, args: readonly string[]): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    execFile(file, args, { encoding: 'buffer', maxBuffer: 1 << 26 }, (error, stdout) =>
      error ? reject(new Error(`espeak-ng cannot speak: ${error.message}`)) : resolve(stdout),
    ),
  );

const quiet = 200;

/** Without the silence at both ends. */
function trimmed(samples: Int16Array): Int16Array {
  const first = samples.findIndex((s) => Math.abs(s) > quiet);
  let last = samples.length - 1;
  while (last > first && Math.abs(samples[last] ?? 0) <= quiet) last--;
  return first < 0 ? new Int16Array(0) : samples.subarray(first, last + 1);
}
