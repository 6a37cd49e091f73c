import { decode, encode, type Bencoded } from './bencode';

describe('bencode', () => {
  it('writes what rtpengine reads', () => {
    expect(encode({ command: 'ping' }).toString()).toBe('d7:command4:pinge');
    expect(encode({ b: [1, -2, 'x'], a: {} }).toString()).toBe('d1:ade1:bli1ei-2e1:xee');
  });

  it('counts bytes, not characters', () => {
    expect(encode('坐席').toString()).toBe('6:坐席');
    expect(decode(Buffer.from('6:坐席'))).toBe('坐席');
  });

  it.each<Bencoded>([
    0,
    -1,
    2 ** 40,
    '',
    'e',
    [],
    {},
    [[['deep']]],
    { sdp: 'v=0\r\na=x:1\r\n', tags: { O: { medias: [{ index: 1 }] } } },
  ])('reads back what it wrote: %j', (value) => expect(decode(encode(value))).toEqual(value));

  it.each([
    '',
    'i',
    'ie',
    'i1',
    '5:abc',
    '-1:a',
    'l',
    'li1e',
    'd',
    'd1:a',
    'di1ei2ee',
    'i1ei2e',
    'x',
    '99999999999999999999999:',
    'l'.repeat(100_000),
  ])('refuses broken bytes (%#) with a SyntaxError', (bytes) => expect(() => decode(Buffer.from(bytes))).toThrow(SyntaxError));

  it('refuses a fraction', () => expect(() => encode(1.5)).toThrow(RangeError));
});
