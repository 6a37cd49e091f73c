import { parseAddress } from './address';
import { header, list } from './message';
import { splitList } from './params';
import { parseHead, parseMessage } from './parse';
import { respond, serialize } from './serialize';
import { parseUri, userOf } from './uri';
import { parseVia } from './via';

const read = (text: string) => {
  const parsed = parseMessage(parseHead(text.replace(/\n/g, '\r\n')), '');
  if (!parsed.ok) throw new Error(parsed.why);
  return parsed.message;
};

const invite = `INVITE sip:10086@zuoxi SIP/2.0
v: SIP/2.0/TCP 10.0.0.1;branch=z9hG4bKa, SIP/2.0/UDP [2001:db8::1]:5070;branch=z9hG4bKb
f: "李, \\"四\\"" <sip:13800138000@carrier>;tag=a
t: <sip:10086@zuoxi>
i: x
CSeq: 7   INVITE
k: timer,
 100rel
m: <sip:13800138000@10.0.0.1>`;

test('compact names, folded lines, lists in one line and UTF-8 names are read', () => {
  const m = read(invite);
  expect(m).toMatchObject({
    kind: 'request',
    method: 'INVITE',
    fromTag: 'a',
    toTag: '',
    callId: 'x',
    cseq: { seq: 7, method: 'INVITE' },
  });
  expect(m.from.name).toBe('李, "四"');
  expect(m.via).toMatchObject({ transport: 'TCP', host: '10.0.0.1', port: null, branch: 'z9hG4bKa' });
  expect(list(m, 'via')[1]).toBe('SIP/2.0/UDP [2001:db8::1]:5070;branch=z9hG4bKb');
  expect(list(m, 'supported')).toEqual(['timer', '100rel']);
  expect(header(m, 'subject')).toBeUndefined();
});

test('a response copies what it must', () => {
  const m = read(invite);
  if (m.kind !== 'request') throw new Error('no request');
  const text = serialize(respond(m, 200, 'OK', 'b', [['X-Name', 'a']], '你'));
  expect(text).toContain('\r\nTo: <sip:10086@zuoxi>;tag=b\r\n');
  expect(text).toContain('\r\nX-Name: a\r\nContent-Length: 3\r\n\r\n你');
});

test.each([
  ['sip:a@b', { user: 'a', host: 'b', port: null }],
  ['sips:b:5061;transport=tcp', { user: '', host: 'b', port: 5061 }],
  ['sip:a;x=y@[::1]:5060?Replaces=z', { user: 'a;x=y', host: '[::1]', headers: 'Replaces=z' }],
  ['sip:a@b:99999', undefined],
  ['sip:', undefined],
  ['tel:+86', undefined],
  ['sip:a b@c', undefined],
])('URI %s', (text, expected) => {
  if (expected) expect(parseUri(text)).toMatchObject(expected);
  else expect(parseUri(text)).toBeUndefined();
});

test.each([
  ['sip:+8613800138000;phone-context=x@h;user=phone', '+8613800138000'],
  ['tel:+86-10', '+86-10'],
  ['sip:%2A1%23@h', '*1#'],
  ['sip:50%@h', '50%'],
  ['sip:h', ''],
])('the user of %s is %s', (uri, user) => expect(userOf(uri)).toBe(user));

test.each([
  ['<sip:a@b>;tag=1', { name: '', uri: 'sip:a@b' }],
  ['sip:a@b;tag=1', { uri: 'sip:a@b' }],
  ['"a<b>" <sip:a@b>', { name: 'a<b>', uri: 'sip:a@b' }],
  ['张三 <sip:a@b>', { name: '张三' }],
  ['"open <sip:a@b>', undefined],
  ['<sip:a@b', undefined],
  ['', undefined],
])('address %s', (text, expected) => {
  if (expected) expect(parseAddress(text)).toMatchObject(expected);
  else expect(parseAddress(text)).toBeUndefined();
});

test('commas in quotes and angle brackets do not split', () => {
  expect(splitList('"a, b" <sip:x,y@z>;p="1,2", <sip:c>')).toEqual(['"a, b" <sip:x,y@z>;p="1,2"', '<sip:c>']);
  expect(splitList('"never closed, a')).toEqual(['"never closed, a']);
});

test('Via with spaces, and without a host', () => {
  expect(parseVia('SIP  /   2.0 / UDP  192.0.2.2 : 5061 ; branch = z')).toMatchObject({
    transport: 'UDP',
    host: '192.0.2.2',
    port: 5061,
    branch: 'z',
  });
  expect(parseVia('SIP/2.0/UDP ;branch=z')).toBeUndefined();
});

test('hostile lines cost no more than their length', () => {
  const evil = [
    '"'.repeat(60_000),
    '<'.repeat(60_000),
    ';'.repeat(60_000),
    `"${'\\'.repeat(60_000)}`,
    `a${' '.repeat(60_000)}b`,
    `${'a='.repeat(30_000)}`,
  ];
  for (const value of evil) {
    const text = invite.replace(/^t:.*$/m, `t: ${value}`);
    const started = process.cpuUsage();
    const parsed = parseMessage(parseHead(text.replace(/\n/g, '\r\n')), '');
    expect(parsed.ok).toBe(false);
    splitList(value);
    // a backtracking expression would need minutes for these
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  }
});
