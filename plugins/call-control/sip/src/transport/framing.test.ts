import { Framer, type Frame } from './framing';

const limits = { message: 4096, body: 1024 };
const message = (body: string, length = Buffer.byteLength(body)) =>
  `OPTIONS sip:a SIP/2.0\r\nVia: SIP/2.0/TCP h;branch=z9hG4bKx\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\nCall-ID: x\r\nCSeq: 1 OPTIONS\r\nContent-Length: ${length}\r\n\r\n${body}`;
const frames = (framer: Framer, text: string): Frame[] => [...framer.push(Buffer.from(text))];
const bodies = (all: Frame[]) => all.map((f) => (f.is === 'message' && f.parsed.ok ? f.parsed.message.body : f.is));

test('several messages in one chunk, and one message in many chunks, with bodies of more bytes than characters', () => {
  const text = message('坐席') + '\r\n' + message('') + message('b');
  expect(bodies(frames(new Framer(limits), text))).toEqual(['坐席', 'pong', '', 'b']);
  const framer = new Framer(limits);
  const cut = [...Buffer.from(text)].flatMap((byte) => [...framer.push(Buffer.from([byte]))]);
  expect(bodies(cut)).toEqual(['坐席', 'pong', '', 'b']);
});

test('CRLFCRLF is a ping (RFC 5626)', () => {
  expect(bodies(frames(new Framer(limits), '\r\n\r\n' + message('x')))).toEqual(['ping', 'x']);
});

test('a body over the limit is skipped, the next message is read', () => {
  expect(bodies(frames(new Framer(limits), message('z'.repeat(2000)) + message('ok')))).toEqual(['tooLarge', 'ok']);
});

test.each([
  ['an endless header', 'X: '.padEnd(5000, 'x')],
  ['no SIP', 'GET / HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['a body nobody would skip', message('', 999_999_999)],
])('%s loses the stream', (_what, text) => {
  expect(frames(new Framer(limits), text).at(-1)?.is).toBe('lost');
});
