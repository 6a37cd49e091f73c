import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alaw, encode } from './g711';
import { level } from './goertzel';
import { sine } from './tones';
import { readWav, samplesOf, wavChannels } from './wav';
import { headerLength, wavFile, wavHeader } from './wav-header';
import { WavWriter } from './wav-writer';

const stereo = { format: 'alaw', channels: 2, rate: 8000 } as const;
const bytesOf = (samples: Int16Array): Uint8Array => new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
const interleaved = (a: Int16Array, b: Int16Array): Uint8Array =>
  encode(
    alaw,
    Int16Array.from({ length: 2 * a.length }, (_, i) => (i % 2 ? b : a)[i >> 1]!),
  );

describe('WAV files', () => {
  it('A-law stereo: each ear gets its own', () => {
    const [left, right] = wavChannels(readWav(wavFile(stereo, interleaved(sine(440, 100), sine(700, 100)))));
    expect(level(left!, 440)).toBeGreaterThan(7000);
    expect(level(left!, 700)).toBeLessThan(200);
    expect(level(right!, 700)).toBeGreaterThan(7000);
  });

  it('PCM at 22,050 Hz is brought to 8 kHz without its highest notes folding down', () => {
    const at = (hz: number): Int16Array => sine(hz, 500, 7000, 22_050);
    const high = at(6000);
    const both = at(1000).map((s, i) => s + high[i]!);
    const heard = samplesOf(wavFile({ format: 'pcm16', channels: 1, rate: 22_050 }, bytesOf(both)));
    expect(heard.length).toBe(4000);
    expect(level(heard.subarray(400, 3600), 1000)).toBeCloseTo(7000, -2);
    expect(level(heard.subarray(400, 3600), 2000)).toBeLessThan(20);
  });

  it('chunks that mean nothing to us are stepped over, also of odd length', () => {
    const file = wavFile(stereo, Uint8Array.of(1, 2, 3, 4));
    const list = Buffer.from('LIST\x03\0\0\0abc\0', 'latin1');
    const dressed = Buffer.concat([file.subarray(0, 12), list, file.subarray(12)]);
    expect([...readWav(dressed).data]).toEqual([1, 2, 3, 4]);
  });

  it('streamed files announce more than there is: what is there counts', () => {
    const file = Buffer.concat([
      wavHeader({ format: 'pcm16', channels: 1, rate: 8000 }, 0x7ffff000),
      Buffer.from([1, 0, 2, 0, 3]),
    ]);
    expect([...samplesOf(file)]).toEqual([1, 2]);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'not a WAV file'],
    ['no data', wavHeader(stereo, 0).subarray(0, 50), 'without data'],
    [
      '8 bit PCM',
      (() => {
        const b = wavHeader({ ...stereo, format: 'pcm16' }, 0);
        b.writeUInt16LE(8, 34);
        return b;
      })(),
      'only PCM 16',
    ],
    ['six channels', wavHeader({ ...stereo, channels: 6 }, 0), '6 channels'],
    ['data before its format', Buffer.from('RIFF\0\0\0\0WAVEdata\0\0\0\0', 'latin1'), 'before its data'],
  ])('%s: says what is wrong', (_what, file, says) => expect(() => readWav(file)).toThrow(says));
});

describe('a WAV file that grows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zuoxi-wav-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('can be played after every append, as after a crash, and is never written over', async () => {
    const path = join(folder, 'a.wav');
    const writer = await WavWriter.create(path, stereo);
    expect(readWav(readFileSync(path)).data).toHaveLength(0);
    for (let second = 1; second <= 3; second++) {
      await writer.append(interleaved(sine(440, 1000), sine(700, 1000)));
      const torn = join(folder, `${second}.wav`);
      copyFileSync(path, torn);
      expect(readWav(readFileSync(torn)).data).toHaveLength(second * 16_000);
      expect(readFileSync(torn).readUInt32LE(4)).toBe(headerLength - 8 + second * 16_000);
    }
    await writer.close();
    await expect(WavWriter.create(path, stereo)).rejects.toMatchObject({ code: 'EEXIST' });
  });
});
