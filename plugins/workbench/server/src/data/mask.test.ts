import { alike, maskValue } from './mask';
import type { Kind } from '../types/field';

/** A pattern of LIKE as a regular expression. */
const like = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern.replace(/\\?[^]/gu, (part) => (part === '%' ? '[^]*' : part === '_' ? '[^]' : `\\u{${part.codePointAt(part.length > 1 && part.startsWith('\\') ? 1 : 0)?.toString(16)}}`))}$`,
    'u',
  );

const values = [
  ...['1', '12', '123', '1234', '12345', '1**45', '123456', '+12345', '1380001', '13800138000', '13812348000', '138****8000'],
  ...[
    '+8613800138000',
    '139-1234-5678',
    '',
    '%',
    '_%',
    'a%_\\',
    '王',
    '王芳',
    '王小芳',
    '👍👍👍👍👍👍',
    'abcdefghij',
    'abcdefghijklmnop',
    'a********j',
  ],
];

test.each(['phone', 'text'] as const)(
  'D25 what shows the same stars fits the pattern, so that no miss is taken for free (%s)',
  (kind) => {
    const of: Kind = { kind };
    for (const asked of values.filter(Boolean))
      for (const stored of values) {
        if (maskValue(of, asked) !== maskValue(of, stored)) continue;
        const { like: pattern, atLeast } = alike(of, asked);
        expect([asked, stored, like(pattern).test(stored), [...stored].length >= atLeast]).toEqual([asked, stored, true, true]);
      }
  },
);

test('what shows other stars fits none', () => {
  const fits = (asked: string, stored: string) => like(alike({ kind: 'phone' }, asked).like).test(stored);
  expect([fits('13812348000', '13900138000'), fits('13812348000', '1380013800'), fits('13812348000', '13800138000')]).toEqual([
    false,
    false,
    true,
  ]);
});
