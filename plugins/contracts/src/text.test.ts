import { asLines, Host, line, prose } from './text';

const refused = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: string) =>
  expect({ value, taken: schema.safeParse(value).success }).toEqual({ value, taken: false });

describe('text from outside', () => {
  it('is one line where a line is asked for: no line break of any system, no control character', () => {
    for (const code of [0, 7, 9, 10, 13, 27, 31, 127, 128, 0x85, 0x9f, 0x2028, 0x2029, 0xd800])
      refused(line(20), `a${String.fromCodePoint(code)}b`);
    expect(line(20).parse('张三 <工号 1001>')).toBe('张三 <工号 1001>');
    refused(line(3), 'abcd');
  });

  it('keeps its line breaks and tabs where several lines are asked for, and no other control character', () => {
    expect(prose(20).parse('a\tb\r\nc')).toBe('a\tb\r\nc');
    for (const code of [0, 7, 27, 127, 0x9f, 0xdfff]) refused(prose(20), `a${String.fromCodePoint(code)}b`);
  });

  it('that was stored before it had to be one line is one when it is read', () => {
    expect(JSON.parse(JSON.stringify({ label: '客户\r\n名称', deep: [{ n: 1, x: 'a\tb' }] }), asLines)).toEqual({
      label: '客户 名称',
      deep: [{ n: 1, x: 'a b' }],
    });
  });

  it('is an address or a name where a host is asked for', () => {
    for (const host of ['192.0.2.7', 'sip.carrier.example', 'localhost', 'a-b.c', 'xn--fiq228c.cn'])
      expect(Host.parse(host)).toBe(host);
    for (const host of [
      '',
      '300.1.2.3',
      '1.2.3',
      'a b',
      'a\r\nb',
      'a:5060',
      'a;transport=tcp',
      '-a',
      'a-',
      'a..b',
      '[::1]',
      'a'.repeat(64),
      '坐席.cn',
    ])
      refused(Host, host);
  });
});
