import { levelOf } from './level';

const tone = (peak: number): Float32Array => Float32Array.from({ length: 4800 }, (_, i) => peak * Math.sin(i / 7));

test('a level is nothing for silence, half for speech at arm’s length, full for shouting', () => {
  expect(levelOf(new Float32Array(100))).toBe(0);
  expect(levelOf(tone(0.0005))).toBe(0);
  expect(levelOf(tone(0.025))).toBeCloseTo(0.5, 1);
  expect(levelOf(tone(1))).toBe(1);
});
