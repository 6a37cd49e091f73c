/** Prompts as the mixer plays them: A-law, mono, 8 kHz. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { longestPromptMs, voices } from '@zuoxi/contracts';
import { ffmpeg } from '../recordings/ffmpeg';

const mostMs = 60_000;

/** Loudness of speech on the phone (EBU R 128), so that uploads and the machine's voice are alike. */
const level = 'loudnorm=I=-19:TP=-2:LRA=11';
/** What people upload. Other formats, such as lists that name files and addresses, are none of a prompt's. */
const formats = 'wav,mp3,ogg,flac,aac,mov,amr,aiff,matroska,asf';

export const fileSource = (path: string) => ({ args: ['-protocol_whitelist', 'file', '-format_whitelist', formats, '-i', path] });

/** By standard input: a text that begins with a dash is no option. */
export const spokenSource = async (text: string, language: 'zh' | 'en') => {
  const { voice, wordsPerMinute } = voices[language];
  const input = await new Promise<Buffer>((resolve, reject) => {
    const args = ['-n', '10', 'espeak-ng', '-v', voice, '-s', String(wordsPerMinute), '--stdin', '--stdout'];
    const options = { encoding: 'buffer', maxBuffer: 1 << 26, timeout: mostMs, killSignal: 'SIGKILL' } as const;
    const child = execFile('nice', args, options, (error, stdout) =>
      error ? reject(new Error(`espeak-ng cannot speak: ${error.message}`)) : resolve(stdout),
    );
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(text);
  });
  return { args: ['-f', 'wav', '-i', 'pipe:0'], input };
};

/** Writes `<path>`, whole or not at all. Rejects with what the program said. */
export async function writePrompt(path: string, { args, input }: { args: string[]; input?: Buffer }): Promise<void> {
  const part = `${path}.${randomBytes(6).toString('hex')}.part`;
  const out = ['-t', String(longestPromptMs / 1000), '-map_metadata', '-1', '-bitexact', '-vn', '-af', `${level},aresample=8000`];
  await mkdir(dirname(path), { recursive: true });
  try {
    await ffmpeg([...args, ...out, '-ar', '8000', '-ac', '1', '-c:a', 'pcm_alaw', '-f', 'wav', part], input, mostMs);
    await rename(part, path);
  } finally {
    await rm(part, { force: true });
  }
}
