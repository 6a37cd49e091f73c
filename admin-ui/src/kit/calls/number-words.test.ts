import { numberWords } from './number-words';

it('a caller who withholds the number has a word in its place, any other number is shown as it is', () => {
  const t = (key: string): string => `<${key}>`;
  expect(['anonymous', '138****8000'].map((number) => numberWords(t, number))).toEqual(['<situation.withheld>', '138****8000']);
});
