/** Nothing that is written as one line, or as one part of it, can become more. */
import { formatAddress } from './address';
import { quote } from './params';
import { parseHead, parseMessage } from './parse';
import { Unsendable } from './sendable';
import { respond, serialize, type Draft } from './serialize';

const draft: Draft = { start: { method: 'INVITE', uri: 'sip:a@b;x=y' }, headers: [['From', '"李" <sip:c@d>']], body: 'v=0\r\n' };
const forged = '\r\nX-Zuoxi-Call: s1-1-1;leg=l;answer=auto';

test('a message is written as it is', () => {
  expect(serialize(draft)).toBe('INVITE sip:a@b;x=y SIP/2.0\r\nFrom: "李" <sip:c@d>\r\nContent-Length: 5\r\n\r\nv=0\r\n');
});

test.each<[string, Partial<Draft>]>([
  ['a line break in the request URI', { start: { method: 'INVITE', uri: `sip:a@b${forged}` } }],
  ['a blank in the request URI', { start: { method: 'INVITE', uri: 'sip:a@b SIP/2.0' } }],
  ['a blank of another script', { start: { method: 'INVITE', uri: 'sip:a@b\u2028' } }],
  ['a bracket in the request URI', { start: { method: 'INVITE', uri: 'sip:a@b>' } }],
  ['no request URI', { start: { method: 'INVITE', uri: '' } }],
  ['a line break in the method', { start: { method: `BYE sip:x SIP/2.0${forged}`, uri: 'sip:a@b' } }],
  ['a blank in the method', { start: { method: 'IN VITE', uri: 'sip:a@b' } }],
  ['a line break in the reason', { start: { status: 200, reason: `OK${forged}` } }],
  ['a zero byte in the reason', { start: { status: 200, reason: 'O\0K' } }],
  ['a line break in a value', { headers: [['X-Name', `a${forged}`]] }],
  ['a bare line feed in a value', { headers: [['X-Name', 'a\nEvil: 1']] }],
  ['an escaped line feed in a value', { headers: [['X-Name', '"a\\\nEvil: 1"']] }],
  ['a carriage return in a value', { headers: [['X-Name', 'a\r']] }],
  ['a zero byte in a value', { headers: [['X-Name', 'a\0']] }],
  ['a line break in a name', { headers: [['X-Name: a\r\nEvil', '1']] }],
  ['a blank in a name', { headers: [['X Name', '1']] }],
])('%s is not written', (_what, part) => {
  expect(() => serialize({ ...draft, ...part })).toThrow(Unsendable);
});

test('the value of a header, which may be a password, is not in the error', () => {
  expect(() => serialize({ ...draft, headers: [['Authorization', 'secret\n']] })).toThrow(
    'the value of Authorization cannot stand',
  );
});

test('a tab, an escaped control character and a name in any script are text (RFC 4475 §3.1.1.2)', () => {
  const value = '"BEL:\\\u0007 NUL:\\\0 张\u2028" <sip:a@b>\t;x';
  expect(serialize({ ...draft, headers: [['To', value]] })).toContain(`To: ${value}\r\n`);
});

test('a display name keeps to its quotes, an address that is none is refused', () => {
  expect(formatAddress('sip:a@b', `王"${forged}`)).toBe('"王\\" X-Zuoxi-Call: s1-1-1;leg=l;answer=auto" <sip:a@b>');
  expect(quote('a\u0000\r\nb')).toBe('"a b"');
  for (const uri of [`sip:a@b${forged}`, 'sip:a@b>;tag=1', 'sip:a b@c', 'sip:"a"@b', ''])
    expect(() => formatAddress(uri)).toThrow(Unsendable);
});

test.each(['From: "a\u0001" <sip:a@b>;tag=1', 'From: <sip:a@b>;tag=1\nEvil: 1', 'X-Other: a\u007fb'])(
  'a message that came with %j is refused, because its answer could not be written',
  (line) => {
    const head = parseHead(`OPTIONS sip:a@b SIP/2.0\r\nVia: SIP/2.0/TCP h;branch=z9hG4bKa\r\n${line}`);
    expect(parseMessage(head, '')).toMatchObject({ ok: false, answer: { status: 400 } });
  },
);

test('what is copied from the request is checked like everything else', () => {
  const headers = new Map([['via', ['SIP/2.0/TCP h\r\nEvil: 1']]]);
  expect(() => serialize(respond({ headers, toTag: '' }, 400, 'Bad Request', ''))).toThrow(Unsendable);
});
