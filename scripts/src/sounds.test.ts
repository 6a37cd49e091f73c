import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeSound, readWav, rms, samplesOf } from '@zuoxi/rtp';
import { ensureSounds, makeSounds } from './sounds';
import { prompts } from './sounds/texts';

jest.setTimeout(120_000);
const folder = mkdtempSync(join(tmpdir(), 'zuoxi-sounds-'));
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(() => makeSounds(folder));

const file = (name: string): Buffer => readFileSync(join(folder, `${name}.wav`));
const decibels = (samples: Int16Array): number => 20 * Math.log10(rms(samples) / 32768);

describe('the sounds of an instance', () => {
  it.each(['music/waiting', 'music/hold'])('%s is calm music that repeats without a seam', (name) => {
    const samples = samplesOf(file(name));
    expect(samples.length / 8000).toBeGreaterThanOrEqual(20);
    expect(decibels(samples)).toBeCloseTo(-18, 0);
    expect(describeSound(samples.subarray(0, 40_000))).toEqual({ kind: 'music' });
    const seam = [...samples.subarray(-400), ...samples.subarray(0, 400)];
    const steps = (s: ArrayLike<number>): number =>
      Math.max(...Array.from({ length: s.length - 1 }, (_, i) => Math.abs(s[i + 1]! - s[i]!)));
    expect(Math.abs(seam[400]! - seam[399]!)).toBeLessThanOrEqual(steps(samples.subarray(0, 16_000)));
    expect(describeSound(Int16Array.from([...samples.subarray(-8000), ...samples.subarray(0, 8000)]))).toEqual({ kind: 'music' });
  });

  it('waiting and holding do not sound the same', () => expect(file('music/waiting').equals(file('music/hold'))).toBe(false));

  it.each(prompts.filter((p) => p.file.endsWith('/welcome')))('$file is speech', ({ file: name }) =>
    expect(describeSound(samplesOf(file(name)))).toEqual({ kind: 'speech' }),
  );

  it('every prompt is there in both languages, A-law mono at 8 kHz, none silent, none shouting', () => {
    for (const { file: name } of prompts) {
      expect(readWav(file(name))).toMatchObject({ format: 'alaw', channels: 1, rate: 8000 });
      expect(Math.abs(decibels(samplesOf(file(name))) + 18)).toBeLessThan(3);
    }
    const named = (language: string): string[] =>
      prompts.flatMap((p) => (p.file.startsWith(language) ? [p.file.slice(3)] : [])).sort();
    expect(named('zh')).toEqual(named('en'));
  });

  it('the browser has its ring tone, the agent a bell', () => {
    expect(readWav(file('ring'))).toMatchObject({ format: 'pcm16', rate: 16_000 });
    expect(samplesOf(file('tone/dingdong')).length).toBeGreaterThan(8000);
  });

  it('are made once: a second start changes nothing', async () => {
    const before = statSync(join(folder, 'music/hold.wav')).mtimeMs;
    const said: string[] = [];
    await ensureSounds(folder, (line) => said.push(line));
    expect([said, statSync(join(folder, 'music/hold.wav')).mtimeMs]).toEqual([[], before]);
    expect(readdirSync(folder, { recursive: true }).filter((f) => String(f).endsWith('.new'))).toEqual([]);
  });
});
