/** What a leg may be played: tones, made once, and files. */
import { alaw, encode, tone } from '@zuoxi/rtp';
import { Tone } from '@zuoxi/contracts';

/** A-law codes at 8 kHz. `loop`: begins again at its end, for ever. */
export type Sound = { codes: Uint8Array; loop: boolean };

const made = new Map<Tone, Sound>(
  Tone.options.map((name) => {
    const { samples, loop } = tone(name);
    return [name, { codes: encode(alaw, samples), loop }];
  }),
);

export function toneSound(name: Tone): Sound {
  const sound = made.get(name);
  if (!sound) throw new Error(`no tone ${name}`);
  return sound;
}
