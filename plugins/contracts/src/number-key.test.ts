import { numberKey } from './number-key';

test.each([
  ['13800138000', '+86 138-0013-8000', '008613800138000', '8613800138000', '086 13800138000'],
  ['4008000001', '+864008000001', '400-800-0001'],
  ['2112345678', '02112345678', '+862112345678', '+86 (021) 1234 5678'],
  ['442071838750', '+442071838750', '00442071838750'],
  ['95588', '+8695588', '008695588'],
])('%s is one number in every form', (key, ...forms) => {
  for (const form of [key, ...forms]) expect([form, numberKey(form)]).toEqual([form, key]);
});

test.each([
  ['8612345', '8612345'], // a local number may begin with 86
  ['0', '0'],
  ['000', '0'],
  ['+86', '86'],
  ['*61#', '*61#'],
  ['anonymous', 'anonymous'],
  ['', ''],
])('%j is compared as %j: nothing is ever cut down to nothing', (number, key) => expect(numberKey(number)).toBe(key));

test('different numbers stay different', () => {
  const numbers = ['13800138000', '13800138001', '4008000001', '02112345678', '01012345678', '86123456', '123456', '1001'];
  expect(new Set(numbers.map(numberKey)).size).toBe(numbers.length);
});
