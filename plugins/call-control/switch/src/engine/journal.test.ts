import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from './journal';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'zuoxi-journal-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const bytesOf = (file: string): number => statSync(join(dir, file)).size;

test('entries of all sizes are read back in order, whatever room was being made while they were written', async () => {
  const { journal } = Journal.open(dir);
  const written: { n: number; text: string }[] = [];
  // small ones, some across the edge of a room, one that jumps over rooms: not one byte may be zeroed afterwards
  for (let n = 0; n < 400; n++) {
    const entry = { n, text: 'x'.repeat(n === 250 ? 3_000_000 : n % 7 === 0 ? 40_000 : 300) };
    journal.append(entry);
    written.push(entry);
    await journal.commit();
  }
  journal.close();
  expect(Journal.open(dir).opened.entries).toEqual(written);
});

test('the file is longer than what is in it, and the room is no entry', async () => {
  const { journal } = Journal.open(dir);
  journal.append({ n: 1 });
  await journal.commit();
  const [file = ''] = readdirSync(dir);
  while (bytesOf(file) < 1_000_000) await new Promise((done) => setImmediate(done));
  expect(journal.size).toBe(8);
  journal.close();
  expect(Journal.open(dir).opened.entries).toEqual([{ n: 1 }]);
});

test('a snapshot replaces all before it, also while room is made', async () => {
  const { journal } = Journal.open(dir);
  journal.append({ n: 1 });
  await journal.commit();
  journal.snapshot({ sum: 1 });
  journal.append({ n: 2 });
  await journal.commit();
  journal.close();
  expect(Journal.open(dir).opened).toEqual({ snapshot: { sum: 1 }, entries: [{ n: 2 }] });
});

test('what it writes is for its own user alone, whatever the process grants to others: the directory in it has passwords of trunks', async () => {
  const before = process.umask(0);
  try {
    const folder = join(dir, 'switch');
    const { journal } = Journal.open(folder);
    journal.append({ n: 1 });
    await journal.commit();
    journal.snapshot({ sum: 1 });
    journal.close();
    const modes = ['.', ...readdirSync(folder)].map((file) => [
      file.replace(/\d/, 'N'),
      (statSync(join(folder, file)).mode & 0o777).toString(8),
    ]);
    expect(Object.fromEntries(modes)).toEqual({ '.': '700', 'journal-N.jsonl': '600', 'snapshot.json': '600' });
  } finally {
    process.umask(before);
  }
});
