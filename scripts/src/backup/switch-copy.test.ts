/** A copy of the switch's folder, made while somebody writes it as the switch does. */
import { mkdirSync, mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { collected } from './bytes';
import { copySwitch, HeldEvents, wholeLines } from './switch-copy';

let dir: string;
let held: HeldEvents;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'zuoxi-switch-'));
  mkdirSync(join(dir, 'events'));
  held = new HeldEvents(dir);
});
afterEach(async () => {
  await held.close();
  rmSync(dir, { recursive: true, force: true });
});

const journal = (n: number): string => join(dir, `journal-${n}.jsonl`);
const events = (n: number): string => join(dir, `events/events-${n}.jsonl`);
const snapshot = (n: number): void => {
  writeFileSync(join(dir, 'snapshot.tmp'), JSON.stringify({ journal: n, state: { at: n } }));
  renameSync(join(dir, 'snapshot.tmp'), join(dir, 'snapshot.json'));
};

async function copied(): Promise<Record<string, string>> {
  const entries = await copySwitch(dir, held);
  const pairs = await Promise.all(
    entries.map(async ({ path, content }) => [path.replace('switch/', ''), String(await collected(content))]),
  );
  return Object.fromEntries(pairs);
}

test('the journal ends at its last whole line before the room ahead', () => {
  expect(String(wholeLines(Buffer.from('{"a":1}\n{"b":2}\n\0\0\0\0')))).toBe('{"a":1}\n{"b":2}\n');
  expect(String(wholeLines(Buffer.from('{"a":1}\n{"b":')))).toBe('{"a":1}\n');
  // a later write was seen, the one before it was not
  expect(String(wholeLines(Buffer.from('{"a":1}\n\0\0\0\0\0\0\0{"c":3}\n')))).toBe('{"a":1}\n');
  expect(String(wholeLines(Buffer.from('')))).toBe('');
});

test('the journals that follow the snapshot come with it, older ones do not', async () => {
  writeFileSync(journal(3), '{"old":1}\n');
  writeFileSync(journal(4), '{"new":1}\n');
  writeFileSync(journal(10), '{"newer":1}\n\0\0');
  snapshot(4);
  writeFileSync(join(dir, 'ended-sessions'), '1 s\n');
  expect(await copied()).toEqual({
    'snapshot.json': '{"journal":4,"state":{"at":4}}',
    'journal-4.jsonl': '{"new":1}\n',
    'journal-10.jsonl': '{"newer":1}\n',
    'ended-sessions': '1 s\n',
  });
});

test('a snapshot that comes meanwhile takes its journal with it', async () => {
  snapshot(4);
  writeFileSync(journal(4), '{"old":1}\n');
  const measured = held.measured.bind(held);
  let once = true;
  held.measured = async () => {
    const found = await measured();
    if (once) {
      snapshot(5);
      writeFileSync(journal(5), '{"new":1}\n');
      unlinkSync(journal(4));
    }
    once = false;
    return found;
  };
  expect(await copied()).toMatchObject({
    'snapshot.json': expect.stringContaining('"journal":5'),
    'journal-5.jsonl': '{"new":1}\n',
  });
});

test('events that are stored and forgotten while the database is read are in the copy all the same', async () => {
  snapshot(1);
  writeFileSync(events(1), '{"seq":1}\n');
  await held.hold();
  writeFileSync(events(5001), '{"seq":5001}\n');
  unlinkSync(events(1));
  expect(await copied()).toMatchObject({ 'events/events-1.jsonl': '{"seq":1}\n', 'events/events-5001.jsonl': '{"seq":5001}\n' });
});

test('what is appended after the moment is not in it', async () => {
  snapshot(1);
  writeFileSync(events(1), '{"seq":1}\n');
  const entries = await copySwitch(dir, held);
  appendFileSync(events(1), '{"seq":2}\n');
  const log = entries.find(({ path }) => path.endsWith('events-1.jsonl'));
  expect(log && String(await collected(log.content))).toBe('{"seq":1}\n');
});

test('a switch that never ran has nothing to copy', async () => {
  rmSync(dir, { recursive: true });
  expect(await copied()).toEqual({});
});
