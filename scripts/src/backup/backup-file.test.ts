/** What a backup file says of itself, and what is refused before a byte of it is written. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { archive, type Entry } from './archive';
import { Bytes, collected } from './bytes';
import { check, type Source } from './check';
import { formatNumber, judge, type Header } from './format';
import { sealed, unsealed } from './seal';
import { Tally } from './tally';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'zuoxi-backup-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const here = { version: '1.4.0', postgres: 15 };
const header: Header = { product: 'zuoxi', format: formatNumber, version: '1.4.0', postgres: 15, madeAt: 1 };
const passphrase = 'correct horse battery';

async function* all<T>(...items: T[]): AsyncGenerator<T> {
  yield* items;
}
const entry = (path: string, content: Buffer | string): Entry => ({
  path,
  size: Buffer.byteLength(content),
  content: all(Buffer.from(content)),
});
const json = (path: string, value: unknown): Entry => entry(path, JSON.stringify(value));

/** 2.5 MB of a recording, so that it takes several pieces. */
const recording = Buffer.alloc(2_500_000, 7);
const things = (): Entry[] => [
  entry('secrets', '{}'),
  entry('uploads/合同-很长的名字'.padEnd(180, '字') + '.pdf', 'p'),
  entry('recordings/t1/2026/11/29/a.1.wav', recording),
];

async function* whole(of: Header, its: Entry[] = things()): AsyncGenerator<Entry> {
  const tally = new Tally();
  yield json('header.json', of);
  yield* tally.watch(all(...its));
  const manifest = JSON.stringify({ parts: tally.parts(), tables: { calls: 3 }, schema: 's' });
  yield entry('manifest.json', manifest);
  yield json('manifest.sha256', createHash('sha256').update(manifest).digest('hex'));
}

async function written(pieces: AsyncIterable<Buffer>, name = 'backup'): Promise<Source & { bytes: Buffer }> {
  const bytes = await collected(pieces);
  const file = join(dir, name);
  writeFileSync(file, bytes);
  return { file, passphrase: null, bytes };
}
const plain = (of: Header = header, its?: Entry[]) => archive(whole(of, its), new Date(1));

test('a whole backup is taken, with long and Chinese names, and says how many rows and files it holds', async () => {
  const { manifest, word } = await check(await written(plain()), here);
  expect(word).toBeNull();
  expect(manifest.tables).toEqual({ calls: 3 });
  expect(manifest.parts.recordings).toMatchObject({ files: 1, bytes: recording.length });
  expect(manifest.parts.uploads).toMatchObject({ files: 1, bytes: 1 });
});

test('any tar lists it', async () => {
  const { bytes } = await written(plain());
  const { Parser } = await import('tar');
  const names: string[] = [];
  const parser = new Parser({ strict: true, onReadEntry: (one) => (names.push(one.path), one.resume()) });
  await new Promise<void>((resolve, reject) => {
    parser.on('end', resolve);
    parser.on('error', reject);
    parser.end(bytes);
  });
  expect(names).toEqual(['header.json', ...things().map(({ path }) => path), 'manifest.json', 'manifest.sha256']);
});

test('cut anywhere, it is refused', async () => {
  const source = await written(plain());
  const places = [
    0,
    100,
    600,
    4000,
    1_000_000,
    source.bytes.length - 1024,
    source.bytes.length - 2048,
    source.bytes.length - 3000,
  ];
  for (const place of places) {
    writeFileSync(source.file, source.bytes.subarray(0, place));
    await expect(check(source, here)).rejects.toThrow(/cut|damaged/);
  }
});

test('one wrong bit anywhere, and it is refused', async () => {
  const source = await written(plain());
  for (const place of [0, 600, 3000, 1_000_000, source.bytes.length - 2500]) {
    const bytes = Buffer.from(source.bytes);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    writeFileSync(source.file, bytes);
    await expect(check(source, here)).rejects.toThrow(/damaged|cannot be read|cut|no backup/);
  }
});

test('a part that is missing, and one that nobody counted, are named', async () => {
  const source = await written(plain());
  const other = await written(plain(header, things().slice(0, 2)), 'other');
  const at = source.bytes.indexOf('recordings/');
  const without = Buffer.concat([source.bytes.subarray(0, at), source.bytes.subarray(source.bytes.indexOf('manifest.json'))]);
  writeFileSync(source.file, without);
  await expect(check(source, here)).rejects.toThrow('recordings');
  const manifest = other.bytes.subarray(other.bytes.indexOf('manifest.json'));
  writeFileSync(source.file, Buffer.concat([source.bytes.subarray(0, source.bytes.indexOf('manifest.json')), manifest]));
  await expect(check(source, here)).rejects.toThrow('recordings');
});

test.each([
  '../evil',
  'recordings/../../evil',
  '/etc/passwd',
  'run/kamailio.cfg',
  'recordings//x',
  'recordings/./x',
  'postgres/PG_VERSION',
])('an entry called %s is refused: a backup writes below its own folders only', async (path) => {
  const source = await written(plain(header, [...things(), entry(path, 'x')]));
  await expect(check(source, here)).rejects.toThrow(/no backup of Zuoxi does/);
});

test('what is no backup is told so', async () => {
  await expect(check(await written(archive(all(entry('hello.txt', 'x')), new Date(1))), here)).rejects.toThrow(
    'npm run backup makes one',
  );
  await expect(check(await written(all(randomBytes(4096))), here)).rejects.toThrow('no backup of Zuoxi');
  await expect(check({ file: join(dir, 'nothing'), passphrase: null }, here)).rejects.toThrow('cannot be read');
});

describe('another version', () => {
  test('an older one is taken with a word', () => {
    expect(judge({ ...header, version: '1.3.9' }, here)).toContain('1.3.9');
    expect(judge({ ...header, postgres: 14 }, here)).toBeNull();
    expect(judge(header, here)).toBeNull();
  });

  test.each([
    ['of Zuoxi', { version: '1.10.0' }, 'git pull'],
    ['of the format', { format: formatNumber + 1, version: '2.0.0' }, 'git pull'],
    ['of PostgreSQL', { postgres: 17 }, 'install postgresql-17'],
  ])('a newer one %s is refused, and what to do is said', async (_what, more, cure) => {
    const source = await written(plain({ ...header, ...more }));
    await expect(check(source, here)).rejects.toThrow(cure);
  });
});

describe('under a passphrase', () => {
  const closed = () => written(sealed(passphrase, plain()), 'sealed');

  test('it opens with that one, and nothing of it is readable without', async () => {
    const source = await closed();
    expect(source.bytes.includes('manifest')).toBe(false);
    expect((await check({ ...source, passphrase }, here)).manifest.tables).toEqual({ calls: 3 });
  });

  test('another one, none, or one for an open file is refused', async () => {
    const source = await closed();
    await expect(check({ ...source, passphrase: 'wrong horse battery' }, here)).rejects.toThrow('does not open');
    await expect(check(source, here)).rejects.toThrow('--passphrase-file');
    await expect(check({ ...(await written(plain())), passphrase }, here)).rejects.toThrow('not sealed');
  });

  test('cut at a piece, or with pieces exchanged, it is refused', async () => {
    const source = await closed();
    const [start, piece] = [23 + 16 + 7, 1024 * 1024 + 16];
    const pieces = [0, 1, 2].map((i) => source.bytes.subarray(start + i * piece, start + (i + 1) * piece));
    const begin = source.bytes.subarray(0, start);
    for (const order of [[0], [0, 1], [0, 2], [1, 0, 2], [0, 1, 1, 2]]) {
      writeFileSync(source.file, Buffer.concat([begin, ...order.map((i) => pieces[i] ?? Buffer.alloc(0))]));
      await expect(check({ ...source, passphrase }, here)).rejects.toThrow(/damaged|passphrase/);
    }
  });

  test.each([0, 1024 * 1024, 2 * 1024 * 1024 + 1])('%d bytes come back as they were', async (size) => {
    const bytes = randomBytes(size);
    const open = await unsealed(passphrase, sealed(passphrase, all(bytes.subarray(0, 10), bytes.subarray(10))));
    expect((await collected(open.all())).equals(bytes)).toBe(true);
  });
});

test('bytes are taken in the sizes that are asked for, whatever sizes they come in', async () => {
  const bytes = new Bytes(all(Buffer.from('ab'), Buffer.from(''), Buffer.from('cdefg')));
  expect([String(await bytes.exactly(3)), String(await bytes.most(2)), String(await bytes.most(9))]).toEqual(['abc', 'de', 'fg']);
  await expect(bytes.exactly(1)).rejects.toThrow('cut');
});
