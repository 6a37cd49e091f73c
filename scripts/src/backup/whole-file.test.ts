import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeWhole } from './whole-file';

let dir: string;
let file: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'zuoxi-whole-'));
  file = join(dir, 'backup');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function* pieces(error?: Error): AsyncGenerator<Buffer> {
  yield Buffer.from('first ');
  if (error) throw error;
  yield Buffer.from('second');
}
const refusal = (code: string): Error => Object.assign(new Error(code), { code });

test('it is there at its end, for its owner alone', async () => {
  const begun = pieces();
  await writeWhole(
    file,
    (async function* () {
      for await (const piece of begun) {
        expect(existsSync(file)).toBe(false);
        yield piece;
      }
    })(),
  );
  expect(readFileSync(file, 'utf8')).toBe('first second');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(dir)).toEqual(['backup']);
});

test.each([
  ['ENOSPC', /full/],
  ['EDQUOT', /quota/],
  ['EIO', /EIO/],
])('%s in the middle leaves nothing, not even half of it', async (code, words) => {
  await expect(writeWhole(file, pieces(refusal(code)))).rejects.toThrow(words);
  expect(readdirSync(dir)).toEqual([]);
});

test('one that is there is not written over, also when it came meanwhile', async () => {
  const late = (async function* () {
    yield* pieces();
    writeFileSync(file, 'of somebody else');
  })();
  await expect(writeWhole(file, late)).rejects.toThrow('is there already');
  expect(readFileSync(file, 'utf8')).toBe('of somebody else');
  expect(readdirSync(dir)).toEqual(['backup']);
});

test('what another backup writes, or left, is not touched; a folder that is not there is named', async () => {
  writeFileSync(`${file}.part`, 'half');
  await expect(writeWhole(file, pieces())).rejects.toThrow('another backup');
  expect(readFileSync(`${file}.part`, 'utf8')).toBe('half');
  await expect(writeWhole(join(dir, 'none/backup'), pieces())).rejects.toThrow('does not exist');
});
