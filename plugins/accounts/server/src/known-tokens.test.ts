import { KnownTokens } from './known-tokens';

const ends = Math.floor(Date.now() / 1000) + 3600;
const session = (id: string, until = ends) => ({ id, user: 1, ends: until });

test('a good token is checked once; a bad one each time, and never known', () => {
  const read = jest.fn((token: string) => (token === 'good' ? session('s1') : null));
  const tokens = new KnownTokens();
  for (let i = 0; i < 3; i++) expect(tokens.of('good', read)?.session.id).toBe('s1');
  expect(read).toHaveBeenCalledTimes(1);
  for (let i = 0; i < 2; i++) expect(tokens.of('bad', read)).toBeNull();
  expect(read).toHaveBeenCalledTimes(3);
});

test('a token whose time is over is good for nothing, known or not', () => {
  expect(new KnownTokens().of('old', () => session('s1', Math.floor(Date.now() / 1000) - 1))).toBeNull();
});

test('what is remembered does not grow without end: the oldest goes', () => {
  const read = jest.fn((token: string) => session(token));
  const tokens = new KnownTokens();
  for (let i = 0; i <= 10_000; i++) tokens.of(`t${i}`, read);
  read.mockClear();
  tokens.of('t1', read);
  expect(read).not.toHaveBeenCalled();
  tokens.of('t0', read);
  expect(read).toHaveBeenCalledTimes(1);
});
