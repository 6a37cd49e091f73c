/**
 * Characters as a picture that people read and simple programs do not: each leans, stands and is sized differently, the whole is bent by two waves, lines run
 * across. Pixels, not vectors: a vector would give the strokes away.
 */
import { strokesOf } from './glyphs';
import { greyPng } from './png';

export const width = 160;
export const height = 56;
type Chance = () => number;
type Point = readonly [x: number, y: number];
type Line = { from: Point; to: Point; thick: number };

const between = (chance: Chance, low: number, high: number): number => low + chance() * (high - low);

function letters(text: string, chance: Chance): Line[] {
  const room = (width - 24) / text.length;
  return [...text].flatMap((character, i) => {
    const lean = between(chance, -0.35, 0.35);
    const size = between(chance, 4.6, 6);
    const thick = between(chance, 1.3, 1.9);
    const middle: Point = [12 + room * (i + 0.5), height / 2 + between(chance, -5, 5)];
    const place = ([x, y]: Point): Point => {
      const [dx, dy] = [(x - 2) * size * 0.95, (y - 3) * size];
      return [middle[0] + dx * Math.cos(lean) - dy * Math.sin(lean), middle[1] + dx * Math.sin(lean) + dy * Math.cos(lean)];
    };
    return strokesOf(character).flatMap((stroke) =>
      stroke.slice(1).map((to, n) => ({ from: place(stroke[n] ?? to), to: place(to), thick })),
    );
  });
}

const across = (chance: Chance): Line => ({
  from: [0, between(chance, 6, height - 6)],
  to: [width, between(chance, 6, height - 6)],
  thick: between(chance, 0.6, 1),
});

function distance([px, py]: Point, { from: [ax, ay], to: [bx, by] }: Line): number {
  const [dx, dy] = [bx - ax, by - ay];
  const along = Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(px - ax - along * dx, py - ay - along * dy);
}

/** @param chance numbers from 0 up to 1 */
export function picture(text: string, chance: Chance): Buffer {
  const lines = [...letters(text, chance), across(chance), across(chance), across(chance)];
  const bend = { x: between(chance, 1.5, 3), y: between(chance, 1.5, 3), phase: chance() * 6, length: between(chance, 14, 22) };
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at: Point = [
        x + bend.x * Math.sin(y / bend.length + bend.phase),
        y + bend.y * Math.sin(x / bend.length + bend.phase),
      ];
      const ink = Math.max(...lines.map((line) => Math.max(0, Math.min(1, line.thick + 0.5 - distance(at, line)))));
      pixels[y * width + x] = Math.round(245 - ink * 190 - chance() * 30);
    }
  return greyPng(width, height, pixels);
}
