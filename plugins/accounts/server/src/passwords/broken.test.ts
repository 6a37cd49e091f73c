import { isBroken } from './broken';

test.each([
  'password',
  'Password',
  'PASSWORD1!',
  '1qaz2wsx',
  'dragon2024',
  '!qwerty!',
  '1234567890',
  '0987654321',
  'qwertyuiop',
  'aaaaaaaaaa',
  '12121212121',
  'abcabcabcabc',
  '好好好好好好好好好好',
])('%s is broken', (password) => expect(isBroken(password)).toBe(true));

test.each(['correct-horse-battery', '窗外的雨下了一整夜没停', 'Xk7m-Pq2r-Vt9w', 'Richtig-123', 'gelbe-tuer-7-tassen'])(
  '%s is not',
  (password) => expect(isBroken(password)).toBe(false),
);
