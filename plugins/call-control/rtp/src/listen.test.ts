import { execFileSync } from 'node:child_process';
import { alaw, decode, encode } from './g711';
import { describeSound } from './listen';
import { sine, tone, type ToneName } from './tones';
import { samplesOf } from './wav';

const phone = (samples: Int16Array): Int16Array => decode(alaw, encode(alaw, samples));
const looped = (name: ToneName, ms: number, from = 0): Int16Array => {
  const { samples } = tone(name);
  return phone(Int16Array.from({ length: ms * 8 }, (_, i) => samples[(from * 8 + i) % samples.length]!));
};
const noise = (height: number, length: number): Int16Array => {
  let seed = 7;
  return Int16Array.from({ length }, () => (((seed = (seed * 48271) % 2147483647) / 2147483647) * 2 - 1) * height);
};

describe('what a robot hears', () => {
  it.each([300, 440, 450, 700, 1000, 2400])('a pure tone of %i Hz, and which', (hz) => {
    const heard = describeSound(phone(sine(hz, 500)));
    expect(heard.kind).toBe('tone');
    expect(Math.abs((heard.kind === 'tone' ? heard.hz : 0) - hz)).toBeLessThan(5);
  });

  it('a tone in a noisy line', () => {
    const line = noise(300, 8000);
    expect(describeSound(phone(sine(440, 1000).map((s, i) => s + line[i]!)))).toMatchObject({ kind: 'tone' });
  });

  it('silence, also with the idle noise of a line', () => {
    expect(describeSound(new Int16Array(8000))).toEqual({ kind: 'silence' });
    expect(describeSound(phone(noise(20, 8000)))).toEqual({ kind: 'silence' });
    expect(describeSound(new Int16Array(0))).toEqual({ kind: 'silence' });
  });

  it.each([0, 300, 900, 2000, 4200])('ring tone, wherever one begins to listen: after %i ms', (from) =>
    expect(describeSound(looped('ringback', 6000, from)).kind).toBe('ringback'),
  );

  it.each(['busy', 'congestion'] as const)('%s', (name) => {
    for (const from of [0, 200, 500]) expect(describeSound(looped(name, 3000, from)).kind).toBe(name);
  });

  it('chords are music', () => {
    const chord = (from: number): Int16Array =>
      [0, 4, 7].map((n) => sine(from * 2 ** (n / 12), 500, 2500)).reduce((a, b) => a.map((s, i) => s + b[i]!));
    const bars = [262, 294, 349, 262].flatMap((hz) => [...chord(hz)]);
    expect(describeSound(phone(Int16Array.from(bars)))).toEqual({ kind: 'music' });
  });

  it.each([
    ['cmn', '您好，欢迎致电。正在为您转接人工坐席，请稍候。'],
    ['en', 'Please hold the line while we connect you to an agent.'],
  ])('a voice is speech: %s', (voice, text) => {
    const spoken = samplesOf(execFileSync('espeak-ng', ['-v', voice, '--stdout', text]));
    for (let at = 0; at + 12_000 <= spoken.length; at += 4000)
      expect(describeSound(phone(spoken.subarray(at, at + 12_000)))).toEqual({ kind: 'speech' });
  });
});
