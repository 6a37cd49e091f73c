import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { EndedSessions } from './ended-sessions';

const dir = mkdtempSync(join(tmpdir(), 'zuoxi-ended-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
let now = 1_000_000;
let files = 0;
const log = pino({ enabled: false });
const open = (file: string): EndedSessions => new EndedSessions(file, () => now, log);
const newFile = (): string => join(dir, String(++files));

test('D10 a login that is over stays so for the next process, until its token is old', () => {
  const file = newFile();
  open(file).add(['one', 'two']);
  const next = open(file);
  expect([next.has('one'), next.has('two'), next.has('three')]).toEqual([true, true, false]);
  now += 14 * 3600 * 1000;
  expect(open(file).has('one')).toBe(false);
  expect(readFileSync(file, 'utf8')).toBe('');
});

test('a line torn by a crash, and rubbish, harm nobody; what comes after is kept', () => {
  const file = newFile();
  open(file).add(['one']);
  appendFileSync(file, 'rubbish\n17939');
  const next = open(file);
  expect([next.has('one'), next.has('')]).toEqual([true, false]);
  next.add(['two']);
  expect(open(file).has('two')).toBe(true);
});

test('a disk that refuses: this process remembers all the same', () => {
  const ended = open(join(dir, 'nowhere/at/all'));
  ended.add(['one']);
  expect(ended.has('one')).toBe(true);
});

test('those that ended lately are told to an edge after a restart of the switch, not all of them', () => {
  const file = newFile();
  open(file).add(['one']);
  now += 5 * 60_000;
  open(file).add(['two']);
  now += 2 * 60_000;
  expect(open(file).recent(6 * 60_000)).toEqual(['two']);
});

test('what is kept does not grow without end', () => {
  const ended = open(newFile());
  ended.add(Array.from({ length: 10_001 }, (_, i) => `s${i}`));
  expect([ended.has('s0'), ended.has('s1'), ended.has('s10000')]).toEqual([false, true, true]);
});
