import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { level, readWav, wavChannels } from '@zuoxi/rtp';
import { call, MixerHarness } from './testing/harness';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'zuoxi-rec-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const name = 'demo/2026/11/21/abc';
const recording = { name, left: ['c'], right: ['a', 's'] };
const talk = { c: { hears: ['a'] }, a: { hears: ['c'] } };

function room(): MixerHarness {
  const it = new MixerHarness({ recordings: folder });
  it.peer('c', 440);
  it.peer('a', 700);
  it.peer('s', 1000);
  return it;
}
const sides = (n = 1): Int16Array[] => wavChannels(readWav(readFileSync(join(folder, `${name}.${n}.wav`))));
/** Levels of the three tones on one side, rounded to a yes or no. */
const hears = (side: Int16Array | undefined): boolean[] => [440, 700, 1000].map((hz) => level(side!.subarray(2000), hz) > 3000);
const ended = async (it: MixerHarness): Promise<void> => {
  it.mixer.told({ t: 'drop', call: call('c1') });
  await it.mixer.close();
};

describe('a recording', () => {
  it('REC-01 has the customer on the left and everyone else on the right, from the first frame to the last', async () => {
    const it = room();
    const from = it.tickNumber;
    it.seat({ ...talk, s: { hears: ['a'] } }, { recording });
    await it.live(3000);
    await ended(it);
    const [left, right] = sides();
    expect(hears(left)).toEqual([true, false, false]);
    expect(hears(right)).toEqual([false, true, true]);
    expect([left!.length, right!.length]).toEqual([24_000, 24_000]);
    expect(it.told('segment.started')).toEqual([{ t: 'segment.started', call: 'c1', file: `${name}.1.wav`, at: from * 20 }]);
    expect(it.told('segment.ended')).toEqual([{ t: 'segment.ended', call: 'c1', file: `${name}.1.wav`, durationMs: 3000 }]);
  });

  it('both sides are on one clock: what is said at one time lies at one place', async () => {
    const it = room();
    it.seat(talk, { recording });
    await it.live(1000);
    for (const peer of it.peers.values()) peer.says = null;
    await it.live(1000);
    for (const [peer, hz] of [
      ['c', 440],
      ['a', 700],
    ] as const)
      it.peers.get(peer)!.says = hz;
    await it.live(1000);
    await ended(it);
    const begins = sides().map((side) => 9000 + side.subarray(9000).findIndex((s) => Math.abs(s) > 2000));
    expect(Math.abs(begins[0]! - begins[1]!)).toBeLessThan(20);
  });

  it('while paused nothing is written, and it goes on in the same file', async () => {
    const it = room();
    it.seat(talk, { recording });
    await it.live(1000);
    it.peers.get('c')!.says = 1700; // a card number
    it.seat(talk, { recording: { ...recording, paused: true } });
    await it.live(3000);
    it.peers.get('c')!.says = 440;
    await it.live(200);
    it.seat(talk, { recording });
    await it.live(1000);
    await ended(it);
    const [left] = sides();
    expect(left!.length).toBe(16_000);
    expect(level(left!.subarray(8000), 1700)).toBeLessThan(50);
    expect(readdirSync(join(folder, 'demo/2026/11/21'))).toEqual(['abc.1.wav']);
  });

  it('that begins paused makes no file', async () => {
    const it = room();
    it.seat(talk, { recording: { ...recording, paused: true } });
    await it.live(1000);
    await ended(it);
    expect(existsSync(join(folder, 'demo'))).toBe(false);
    expect(it.told('segment.ended')).toEqual([]);
  });

  it('stop and start writes the next segment and never over the former (rtpengine #2026)', async () => {
    const it = room();
    for (let i = 0; i < 3; i++) {
      it.seat(talk, { recording });
      await it.live(500);
      it.seat(talk);
      await it.live(200);
    }
    await ended(it);
    expect([1, 2, 3].map((n) => sides(n)[0]!.length)).toEqual([4000, 4000, 4000]);
    expect(it.told('segment.started').map((s) => s.file)).toEqual([1, 2, 3].map((n) => `${name}.${n}.wav`));
  });

  it('can be played at any instant: no more than a second is not yet on disk', async () => {
    const it = room();
    it.seat(talk, { recording });
    for (let second = 1; second <= 4; second++) {
      await it.live(1000);
      await new Promise((resolve) => setTimeout(resolve, 50)); // the disk
      const torn = join(folder, 'torn.wav');
      copyFileSync(join(folder, `${name}.1.wav`), torn);
      expect(wavChannels(readWav(readFileSync(torn)))[0]!.length).toBeGreaterThanOrEqual((second - 1) * 8000);
    }
    await ended(it);
  });

  it('a stall of the process is silence of the same length, so that times in the file stay true', async () => {
    const it = room();
    it.seat(talk, { recording });
    await it.live(1000);
    it.tickNumber += 50;
    await it.live(1000);
    await ended(it);
    expect(sides()[0]!.length).toBe(24_000);
    expect(level(sides()[0]!.subarray(8200, 15_800), 440)).toBeLessThan(50);
  });

  it('that cannot be written is reported once, and the call goes on', async () => {
    writeFileSync(join(folder, 'demo'), 'a file where a folder should be');
    const it = room();
    it.seat(talk, { recording });
    await it.live(2000);
    it.seat(talk, { recording });
    await it.live(1000);
    expect(it.told('recording.failed')).toHaveLength(1);
    expect(it.told('recording.failed')[0]!.why).toMatch(/ENOTDIR|EEXIST/);
    expect([it.hears('c'), it.hears('a')]).toEqual([['a'], ['c']]);
    await ended(it);
  });
});
