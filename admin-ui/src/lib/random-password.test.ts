import { randomPassword } from './random-password';

test('every one is another, of the same form, without letters that look alike', () => {
  const made = Array.from({ length: 200 }, () => randomPassword());
  expect(new Set(made).size).toBe(200);
  for (const one of made) expect(one).toMatch(/^(?=.*[0-9])[A-HJ-NP-Za-km-z2-9]{6}(-[A-HJ-NP-Za-km-z2-9]{6}){2}$/);
});
