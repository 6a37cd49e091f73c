import { netstrings } from './netstring';

const feed = (...pieces: string[]): string[] => {
  const strings = netstrings();
  return pieces.flatMap((piece) => strings(Buffer.from(piece)));
};

it('gives whole strings, however the stream was cut', () => {
  const stream = '5:hello,0:,3:a:b,';
  for (let cut = 0; cut <= stream.length; cut++)
    expect(feed(stream.slice(0, cut), stream.slice(cut))).toEqual(['hello', '', 'a:b']);
  expect(feed(...stream)).toEqual(['hello', '', 'a:b']);
});

it('counts bytes, not characters', () => {
  expect(feed('6:坐席,')).toEqual(['坐席']);
});

it.each(['hello world', 'x:', '5:hello!', '99999999:', '-1:,'])('refuses %j', (stream) => {
  expect(() => feed(stream)).toThrow(/netstring/);
});
