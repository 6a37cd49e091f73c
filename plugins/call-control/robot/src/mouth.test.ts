import { frameSamples, Mouth } from './mouth';

const loud = (frame: Int16Array): boolean => frame.some((s) => Math.abs(s) > 1000);
const frames = (mouth: Mouth, n: number): Int16Array[] => Array.from({ length: n }, () => mouth.frame(undefined));

describe('a mouth', () => {
  it('says one sound after the other, then is quiet and says so once', () => {
    let told = 0;
    const mouth = new Mouth(
      [
        { kind: 'tone', hz: 440, ms: 40 },
        { kind: 'silence', ms: 20 },
        { kind: 'tone', hz: 440, ms: 20 },
      ],
      () => told++,
    );
    expect(frames(mouth, 6).map(loud)).toEqual([true, true, false, true, false, false]);
    expect(told).toBe(1);
  });

  it('repeats a file that loops, without a gap', () => {
    const samples = Int16Array.from({ length: 200 }, (_, i) => i + 1);
    const said = frames(new Mouth([{ kind: 'samples', samples, loop: true }]), 3).flatMap((f) => [...f]);
    expect(said).toEqual(Array.from({ length: 3 * frameSamples }, (_, i) => (i % 200) + 1));
  });

  it('echoes what it hears', () => {
    const heard = new Int16Array(frameSamples).fill(77);
    expect(new Mouth([{ kind: 'echo' }]).frame(heard)).toEqual(heard);
  });

  it('the tune stays below full scale', () => {
    const said = frames(new Mouth([{ kind: 'melody', ms: 20_000 }]), 1000).flatMap((f) => [...f]);
    expect(said.every((s) => Math.abs(s) < 20_000)).toBe(true);
  });
});
