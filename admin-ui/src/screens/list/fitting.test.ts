import type { FieldSchema } from '@zuoxi/contracts';
import { fitting } from './fitting';

const field = (path: string, kind: 'text' | 'datetime' | 'boolean'): FieldSchema => ({
  path,
  of: { kind },
  access: 'write',
  label: { zh: path, en: path },
  required: false,
  sortable: true,
  filterable: true,
});
const fields = [field('a', 'text'), field('at', 'datetime'), field('b', 'text'), field('c', 'boolean'), field('d', 'text')];
const shown = (width: number, used: string[] = []): string =>
  fitting(fields, width, ({ path }) => used.includes(path))
    .map(({ path }) => path)
    .join('');

test('WB-14 the line has as many filters as there is room for; a wide one waits while narrow ones fit', () => {
  expect([300, 770, 900, 1160, 2000].map((width) => shown(width))).toEqual(['', 'ab', 'abc', 'aatb', 'aatbcd']);
});

test('WB-14 a filter that is in use stays in sight', () => {
  expect(shown(300, ['d'])).toBe('d');
  expect(shown(770, ['d'])).toBe('abd');
});
