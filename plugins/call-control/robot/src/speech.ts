/** Words for a robot's mouth. */
import { execFile } from 'node:child_process';

export type Language = 'zh' | 'en';
const voices: Readonly<Record<Language, string>> = { zh: 'cmn', en: 'en' };

/** The spoken words as a WAV file (16 bit mono, the synthesizer's own rate), or null where espeak-ng is not installed. */
export const speak = (text: string, language: Language): Promise<Buffer | null> =>
  new Promise((resolve) => {
    const args = ['-v', voices[language], '-s', '150', '-a', '80', '--stdout', text];
    execFile('espeak-ng', args, { encoding: 'buffer', maxBuffer: 1 << 24 }, (error, stdout) => resolve(error ? null : stdout));
  });
