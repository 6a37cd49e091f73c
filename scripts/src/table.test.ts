import { duration, table } from './table';

it('columns stand under each other, Chinese ones too', () => {
  expect(
    table(
      ['名', 'x'],
      [
        ['坐席', '1'],
        ['ab', '2'],
      ],
    ),
  ).toBe('名    x\n坐席  1\nab    2');
});
it('durations are said in the two largest units', () => {
  expect([59_999, 61_000, 11_100_000, 180_000_000].map(duration)).toEqual(['59 s', '1 min', '3 h 5 min', '2 d 2 h']);
});
