/** What the demo carrier says: the instance's prompts where there are any, else tones and a tune. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Sound } from './mouth';
import { readSound } from './read-sound';

export type CarrierSounds = {
  welcome: readonly Sound[];
  unknownNumber: readonly Sound[];
  after: Readonly<Record<'echo' | 'tone' | 'melody', Sound>>;
};

const languages = ['zh', 'en'] as const;

/** The three tones that say "no such number" all over the world (ITU-T E.180, special information tone), 330 ms each. */
const specialInformation: readonly Sound[] = [950, 1400, 1800].map((hz) => ({ kind: 'tone', hz, ms: 330 }));

/** A prompt in each language it is there in. */
const prompt = (folder: string | null, name: string): readonly Sound[] =>
  languages
    .map((language) => folder && join(folder, language, `${name}.wav`))
    .flatMap((file) => (file && existsSync(file) ? [{ kind: 'samples', samples: readSound(file) } as const] : []));

/** Reads them once; every call shares the samples. Throws an Error that says what is wrong with a file. */
export function carrierSounds(folder: string | null): CarrierSounds {
  const welcome = prompt(folder, 'carrier-welcome');
  return {
    welcome: welcome.length ? welcome : [{ kind: 'melody', ms: 2500 }],
    unknownNumber: [...specialInformation, ...prompt(folder, 'unknown-number')],
    after: { echo: { kind: 'echo' }, tone: { kind: 'tone', hz: 440 }, melody: { kind: 'melody' } },
  };
}
