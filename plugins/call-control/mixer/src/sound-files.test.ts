import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alaw, decode, level, sine, wavFile } from '@zuoxi/rtp';
import { soundFiles, type LoadSound } from './sound-files';

let folder: string;
let warnings: string[];
let load: LoadSound;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zuoxi-sounds-'));
  mkdirSync(join(folder, 'zh'));
  warnings = [];
  load = soundFiles(folder, (what) => warnings.push(what));
});
afterEach(() => rmSync(folder, { recursive: true }));

const pcm = (hz: number, rate: number): Buffer =>
  wavFile({ format: 'pcm16', channels: 1, rate }, new Uint8Array(sine(hz, 500, 7000, rate).buffer));
const heard = async (file: string, hz: number): Promise<number> =>
  level(decode(alaw, (await load(file)) ?? new Uint8Array(0)), hz);

describe('the sounds folder', () => {
  it('A-law is played as it is', async () => {
    const codes = Uint8Array.from({ length: 1000 }, (_, i) => i % 256);
    writeFileSync(join(folder, 'zh/a.wav'), wavFile({ format: 'alaw', channels: 1, rate: 8000 }, codes));
    expect(await load('zh/a')).toEqual(codes);
  });

  it('any other WAV is brought to it', async () => {
    writeFileSync(join(folder, 'a.wav'), pcm(1000, 16_000));
    expect(await heard('a', 1000)).toBeCloseTo(7000, -3);
  });

  it('a file that was replaced is read again', async () => {
    const path = join(folder, 'a.wav');
    writeFileSync(path, pcm(1000, 8000));
    expect(await heard('a', 1000)).toBeGreaterThan(6500);
    writeFileSync(path, pcm(500, 8000));
    utimesSync(path, 1, 1);
    expect(await heard('a', 500)).toBeGreaterThan(6500);
  });

  it('what is missing or no sound is null, and a line in the log', async () => {
    writeFileSync(join(folder, 'b.wav'), 'no sound');
    expect([await load('a'), await load('b'), await load('zh')]).toEqual([null, null, null]);
    expect(warnings).toHaveLength(3);
  });
});
