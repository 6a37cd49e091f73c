import { fitsPattern, longestMatched, longestPattern, patternTrouble } from './patterns';

test.each(['^(a+)+$', '(a|a)*$', '^(\\w+\\s?)*$', '(x+x+)+y'])(
  '%s, which JavaScript would try for years, is answered in linear time',
  (pattern) => {
    expect(patternTrouble(pattern)).toBeNull();
    expect(fitsPattern(pattern, `${'a'.repeat(longestMatched - 1)}!`)).toBe(pattern === '(a|a)*$');
  },
);

test.each([
  ['(a)\\1', 'unsupported', '\\1'],
  ['(?=a)b', 'unsupported', '(?='],
  ['(?!x)y', 'unsupported', '(?!'],
  ['(?<=a)b', 'unsupported', '(?<=a)b'],
  ['a(', 'syntax', 'a('],
  ['[z-a]', 'syntax', 'z-a'],
  ['a**', 'syntax', '**'],
  ['a{1001}', 'unsupported', '{1001}'],
  ['(\\w?){1000}[!]', 'tooLarge', '(\\w?){1000}[!]'],
  ['a'.repeat(longestPattern + 1), 'tooLarge', 'a'.repeat(longestPattern)],
] as const)('%s is not taken: %s at %s', (pattern, why, at) => {
  expect(patternTrouble(pattern)).toEqual({ why, at });
  expect(fitsPattern(pattern, 'anything')).toBe(true);
});

test.each([
  ['^[\\u4e00-\\u9fa5]{2,4}$', '王小芳', 'Wang'],
  ['^\\+?[0-9*#]{1,32}$', '+8613800138000', '+86 138'],
  ['^https?://[^\\s{}/?#@\\\\]+([/?#]\\S*)?$', 'https://crm.example/x', 'https://a b'],
  ['^(?<year>\\d{4})-\\d\\d$', '2026-11', '2026-1'],
  ['[A-Z]', 'abC', 'abc'],
  ['^a$', 'a', 'a\nb'],
])('%s takes %j and not %j, as in JavaScript', (pattern, good, bad) => {
  expect([fitsPattern(pattern, good), fitsPattern(pattern, bad)]).toEqual([true, false]);
  expect([new RegExp(pattern).test(good), new RegExp(pattern).test(bad)]).toEqual([true, false]);
});
