import { alaw, decode, encode, ulaw } from './g711';
import { level } from './goertzel';
import { sine } from './tones';

describe('G.711', () => {
  it.each([
    ['A-law', alaw],
    ['µ-law', ulaw],
  ])('%s: every code survives decoding and encoding', (_name, law) => {
    for (let code = 0; code < 256; code++) expect(law.linear[law.code[law.linear[code]! & 0xffff]!]).toBe(law.linear[code]);
  });

  it('agrees with the values of the recommendation', () => {
    expect([0xd5, 0x55, 0xaa, 0x2a, 0x80, 0x00].map((c) => alaw.linear[c])).toEqual([8, -8, 32256, -32256, 5504, -5504]);
    expect([0xff, 0x00, 0x80, 0x7f].map((c) => ulaw.linear[c])).toEqual([0, -32124, 32124, 0]);
    expect([alaw.silence, ulaw.silence]).toEqual([0xd5, 0xff]);
  });

  it.each([
    ['A-law', alaw],
    ['µ-law', ulaw],
  ])('%s: the extremes do not turn round, and order is kept', (_name, law) => {
    let former = -Infinity;
    for (let sample = -32768; sample <= 32767; sample += 97) {
      const there = law.linear[law.code[sample & 0xffff]!]!;
      expect(there).toBeGreaterThanOrEqual(former);
      expect(Math.abs(there - sample)).toBeLessThanOrEqual(Math.max(16, Math.abs(sample) / 16));
      former = there;
    }
  });

  it('a tone is still that tone', () => {
    const heard = decode(alaw, encode(alaw, sine(1000, 100)));
    expect(level(heard, 1000)).toBeGreaterThan(7000);
    expect(level(heard, 1500)).toBeLessThan(100);
  });
});
