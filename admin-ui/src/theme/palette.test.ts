import { contrast } from './contrast';
import { dark, light, meanings, type Palette } from './palette';

const both: [string, Palette][] = [
  ['light', light],
  ['dark', dark],
];

test('black on white is 21 to 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});

describe.each(both)('%s: WCAG 2.2 AA', (_name, p) => {
  const grounds = [p.ground, p.paper, p.raised, ...Object.values(p.tint)];

  it('words can be read on every ground (1.4.3: 4.5 to 1)', () => {
    for (const ground of grounds) {
      expect([ground, contrast(p.text, ground) >= 4.5]).toEqual([ground, true]);
      expect([ground, contrast(p.quiet, ground) >= 4.5]).toEqual([ground, true]);
    }
    for (const colour of [p.accent, p.danger]) expect(contrast(colour, p.paper)).toBeGreaterThanOrEqual(4.5);
    for (const [on, fill] of [
      [p.onAccent, p.accent],
      [p.onDanger, p.danger],
      [p.onGo, p.go],
      [p.paper, p.text],
    ] as const)
      expect(contrast(on, fill)).toBeGreaterThanOrEqual(4.5);
  });

  it('STA-25 STA-26 STA-27 marks can be seen on every ground (1.4.11: 3 to 1)', () => {
    for (const meaning of meanings)
      for (const ground of grounds)
        expect([meaning, ground, contrast(p.meaning[meaning], ground) >= 3]).toEqual([meaning, ground, true]);
  });

  it('colours that are used for words on paper can be read', () => {
    for (const meaning of ['idle', 'call', 'wrapUp'] as const)
      expect([meaning, contrast(p.meaning[meaning], p.paper) >= 4.5]).toEqual([meaning, true]);
  });

  it('no two meanings have the same colour', () => {
    expect(new Set(Object.values(p.meaning)).size).toBe(meanings.length);
  });
});
