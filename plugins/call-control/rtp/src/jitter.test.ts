import { ReceptionMeter } from './jitter';

/** Packets of 20 ms by their numbers, each late by so many ms. */
function heard(sequences: readonly number[], late: (n: number) => number = () => 0, base = 65_530): ReceptionMeter {
  const meter = new ReceptionMeter();
  for (const n of sequences) meter.push(1, (base + n) & 0xffff, (n * 160) >>> 0, n * 20 + late(n));
  return meter;
}
const count = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

describe('what a receiver measures (RFC 3550)', () => {
  it('nothing lost, across the wrap of the sequence', () => expect(heard(count(100)).lost).toBe(0));
  it('counts what is missing', () => expect(heard(count(100).filter((n) => n % 10 !== 5)).lost).toBe(10));
  it('an overtaken packet is not lost', () => expect(heard([0, 1, 3, 2, 4, 5]).lost).toBe(0));
  it('a double packet makes no negative loss', () => expect(heard([0, 1, 1, 2]).lost).toBe(0));

  it('jitter is the mean of the changes of delay', () => {
    expect(heard(count(500)).jitterMs).toBeCloseTo(0, 5);
    expect(heard(count(500), (n) => (n % 2) * 8).jitterMs).toBeCloseTo(8, 1);
  });

  it('a sender that begins anew is no loss', () => {
    const meter = heard(count(50));
    for (const n of count(50)) meter.push(2, 40_000 + n, n * 160, 5000 + n * 20);
    expect([meter.lost, meter.packets]).toEqual([0, 100]);
    expect(meter.jitterMs).toBeLessThan(1);
  });
});
