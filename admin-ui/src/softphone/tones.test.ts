import { samplesOf, sounds, wavOf, type SoundName } from './tones';

const names: SoundName[] = ['ring', 'ding', 'silence'];

test.each(names)('%s is a WAV file as long as it says, without clicks', (name) => {
  const file = new DataView(wavOf(name));
  const text = (at: number): string => String.fromCharCode(...[0, 1, 2, 3].map((i) => file.getUint8(at + i)));
  expect([text(0), text(8), text(36)]).toEqual(['RIFF', 'WAVE', 'data']);
  expect(file.getUint32(40, true)).toBe(file.byteLength - 44);
  expect(file.getUint32(40, true) / file.getUint32(28, true)).toBeCloseTo(sounds[name].seconds, 2);
  const samples = samplesOf(sounds[name]);
  const steps = samples.slice(1).map((s, i) => Math.abs(s - (samples[i] ?? 0)));
  expect(Math.max(...samples)).toBeLessThanOrEqual(1);
  expect(Math.max(...steps)).toBeLessThan(0.3);
});

test('the ring is heard and has a pause, so that it can repeat', () => {
  const samples = samplesOf(sounds.ring);
  const loud = (from: number, to: number): number => Math.max(...samples.slice(from * 16_000, to * 16_000));
  expect(loud(0, 1)).toBeGreaterThan(0.3);
  expect(loud(1.5, 3)).toBe(0);
});
