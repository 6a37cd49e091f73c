/** Sounds of the page itself, computed: no files to fetch while a call rings, no licences to keep. */

const rate = 16_000;
type Note = { hz: number[]; from: number; seconds: number };
type Sound = { seconds: number; level: number; notes: Note[] };

/** `ring` repeats; a soft two-tone call, unlike the 450 Hz that the customer hears. */
export const sounds = {
  ring: {
    seconds: 3,
    level: 0.5,
    notes: [0, 0.45].flatMap((from) => [
      { hz: [660], from, seconds: 0.2 },
      { hz: [880], from: from + 0.2, seconds: 0.2 },
    ]),
  },
  ding: {
    seconds: 0.8,
    level: 0.35,
    notes: [
      { hz: [784], from: 0, seconds: 0.35 },
      { hz: [587], from: 0.25, seconds: 0.5 },
    ],
  },
  /** of the sound check: three steps up, unlike anything a call plays */
  steps: {
    seconds: 1.5,
    level: 0.35,
    notes: [523, 659, 784].map((hz, i) => ({ hz: [hz], from: i * 0.4, seconds: 0.6 })),
  },
  silence: { seconds: 0.05, level: 0, notes: [] },
} satisfies Record<string, Sound>;
export type SoundName = keyof typeof sounds;

/** 16-bit mono PCM samples, −1…1; each note swells and dies away, so that nothing clicks. */
export function samplesOf({ seconds, level, notes }: Sound): Float32Array {
  const samples = new Float32Array(Math.round(seconds * rate));
  for (const { hz, from, seconds: length } of notes) {
    const [start, count] = [Math.round(from * rate), Math.round(length * rate)];
    for (let i = 0; i < count && start + i < samples.length; i++) {
      const swell = Math.min(1, i / (0.01 * rate)) * (1 - i / count);
      const tone = hz.reduce((sum, f) => sum + Math.sin((2 * Math.PI * f * i) / rate), 0) / hz.length;
      samples[start + i] = (samples[start + i] ?? 0) + level * swell * tone;
    }
  }
  return samples;
}

/** A WAV file (RIFF, PCM 16 bit mono) of a sound. */
export function wavOf(name: SoundName): ArrayBuffer {
  const samples = samplesOf(sounds[name]);
  const file = new DataView(new ArrayBuffer(44 + samples.length * 2));
  const text = (at: number, s: string): void => [...s].forEach((c, i) => file.setUint8(at + i, c.charCodeAt(0)));
  text(0, 'RIFF');
  file.setUint32(4, 36 + samples.length * 2, true);
  text(8, 'WAVEfmt ');
  file.setUint32(16, 16, true);
  file.setUint16(20, 1, true); // PCM
  file.setUint16(22, 1, true); // mono
  file.setUint32(24, rate, true);
  file.setUint32(28, rate * 2, true);
  file.setUint16(32, 2, true);
  file.setUint16(34, 16, true);
  text(36, 'data');
  file.setUint32(40, samples.length * 2, true);
  samples.forEach((s, i) => file.setInt16(44 + i * 2, Math.max(-1, Math.min(1, s)) * 32767, true));
  return file.buffer as ArrayBuffer;
}
