import { inflateSync } from 'node:zlib';
import { Captchas } from './captchas';
import { characters, strokesOf } from './glyphs';
import { height, picture, width } from './picture';

test('LOG-09 the characters count in any case', () => {
  const captchas = new Captchas();
  const id = captchas.open(0);
  const text = captchas.text(id, 0) ?? '';
  expect(text).toMatch(/^[A-Z0-9]{4}$/);
  expect(captchas.answer({ id, text: text.toLowerCase() }, 0)).toBe(true);
});

test('a captcha is good for one answer, right or wrong, within two minutes', () => {
  const captchas = new Captchas();
  const [once, wrong, late] = [captchas.open(0), captchas.open(0), captchas.open(0)];
  const textOf = (id: string) => captchas.text(id, 0) ?? '';
  const [a, b, c] = [textOf(once), textOf(wrong), textOf(late)];
  expect(captchas.answer({ id: once, text: a }, 119_999)).toBe(true);
  expect(captchas.answer({ id: once, text: a }, 119_999)).toBe(false);
  expect(captchas.answer({ id: wrong, text: '????' }, 0)).toBe(false);
  expect(captchas.answer({ id: wrong, text: b }, 0)).toBe(false);
  expect(captchas.answer({ id: late, text: c }, 120_000)).toBe(false);
  expect(captchas.picture(late, 0)).toBeNull();
});

test('averaging many drawings of one text is not possible: it is drawn once', () => {
  const captchas = new Captchas();
  const id = captchas.open(0);
  expect(captchas.picture(id, 0)).toBeInstanceOf(Buffer);
  expect(captchas.picture(id, 0)).toBeNull();
  expect(captchas.answer({ id, text: captchas.text(id, 0) ?? '' }, 0)).toBe(true); // and still answered
});

test('thousands of captchas that nobody answers push out the oldest, not the memory', () => {
  const captchas = new Captchas();
  const first = captchas.open(0);
  for (let n = 0; n < 20_000; n++) captchas.open(0);
  expect(captchas.text(first, 0)).toBeNull();
});

test('the picture is a PNG with dark strokes on a light ground, other at each look', () => {
  let seed = 7;
  const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const png = picture('A7K4', chance);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([width, height]);
  const rows = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)));
  expect(rows.length).toBe((width + 1) * height);
  const dark = rows.filter((shade) => shade > 0 && shade < 120).length / rows.length;
  expect(dark).toBeGreaterThan(0.03);
  expect(dark).toBeLessThan(0.3);
  expect(picture('A7K4', chance).equals(png)).toBe(false);
});

test('every character has strokes that stay in its field', () => {
  for (const character of characters) {
    const points = strokesOf(character).flat();
    expect([character, points.length > 1]).toEqual([character, true]);
    for (const [x, y] of points) expect([character, x >= 0 && x <= 4, y >= 0 && y <= 6]).toEqual([character, true, true]);
  }
});
