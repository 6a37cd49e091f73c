/** Characters as strokes on a field of 4 by 6, those left out that look like others. A stroke is a chain of points. */
type Point = readonly [x: number, y: number];

const drawn: Readonly<Record<string, string>> = {
  A: '06 20 46|14 34',
  C: '41 30 10 01 05 16 36 45',
  E: '40 00 06 46|03 33',
  F: '40 00 06|03 33',
  H: '00 06|40 46|03 43',
  J: '30 35 26 16 05',
  K: '00 06|40 03 46',
  L: '00 06 46',
  M: '06 00 23 40 46',
  N: '06 00 46 40',
  P: '06 00 30 41 42 33 03',
  R: '06 00 30 41 42 33 03|23 46',
  T: '00 40|20 26',
  U: '00 05 16 36 45 40',
  V: '00 26 40',
  W: '00 16 23 36 40',
  X: '00 46|40 06',
  Y: '00 23 40|23 26',
  3: '00 40 22 33 44 45 36 16 05',
  4: '36 30 04 44',
  6: '40 20 02 05 16 36 45 44 33 13 04',
  7: '00 40 16',
  9: '06 26 44 41 30 10 01 02 13 33 42',
};

export const characters = Object.keys(drawn);

/** The strokes of a character; none for one that is not among `characters`. */
export const strokesOf = (character: string): Point[][] =>
  (drawn[character] ?? '')
    .split('|')
    .filter(Boolean)
    .map((chain) => chain.split(' ').map((at): Point => [Number(at[0]), Number(at[1])]));
