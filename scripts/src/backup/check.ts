/** A backup is read to its end before a byte of it is written anywhere: what is damaged, cut, foreign or too new is refused. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { Trouble } from '../trouble';
import { entries, type Entry } from './archive';
import { collected } from './bytes';
import { Header, judge, Manifest, parsed, partNames, type Here } from './format';
import { unsealed } from './seal';
import { Tally } from './tally';

export type Source = { file: string; passphrase: string | null };

/** The entries of a backup file. */
export async function* read({ file, passphrase }: Source): AsyncGenerator<Entry> {
  await access(file, constants.R_OK).catch(() => {
    throw new Trouble(`${file} cannot be read: is the name right, and is the file yours?`);
  });
  const stream: AsyncIterable<Buffer> = createReadStream(file, { highWaterMark: 256 * 1024 });
  yield* entries(await unsealed(passphrase, stream));
}

const largestText = 16 * 1024 * 1024;

async function textOf({ path, size, content }: Entry): Promise<string> {
  if (size > largestText) throw new Trouble(`The backup is damaged: its ${path} has ${size} bytes. Take another copy of it.`);
  return (await collected(content)).toString('utf8');
}

/** A path of the archive stays below the data directory, whoever made the archive. */
function checkPath(path: string): void {
  const [part = '', ...rest] = path.split('/');
  const known = (partNames as readonly string[]).includes(part);
  if (!known || rest.some((name) => ['', '.', '..'].includes(name)) || path.includes('\0'))
    throw new Trouble(
      `The backup holds ${JSON.stringify(path.slice(0, 80))}, which no backup of Zuoxi does. Nothing was written.`,
    );
}

export type Checked = { header: Header; manifest: Manifest; word: string | null };

/** Reads all of it. Rejects with a Trouble that says what is wrong and what to do. */
export async function check(source: Source, here: Here): Promise<Checked> {
  const tally = new Tally();
  let header: Header | null = null;
  let word: string | null = null;
  let manifest: { text: string; sum: string | null } | null = null;
  for await (const entry of read(source)) {
    if (!header) {
      if (entry.path !== 'header.json') throw new Trouble(`${source.file} is no backup of Zuoxi: npm run backup makes one.`);
      header = parsed(Header, await textOf(entry), 'header');
      word = judge(header, here);
    } else if (entry.path === 'manifest.json') manifest = { text: await textOf(entry), sum: null };
    else if (entry.path === 'manifest.sha256' && manifest) manifest.sum = parsed(Sum, await textOf(entry), 'checksum');
    else {
      checkPath(entry.path);
      await drain(tally.through(entry));
    }
  }
  if (!header || !manifest?.sum)
    throw new Trouble('The backup ends too early: it was cut. Copy the file again, or take another one.');
  const sum = createHash('sha256').update(manifest.text).digest('hex');
  const said = parsed(Manifest, manifest.text, 'manifest');
  const bad = damaged(said.parts, tally.parts());
  if (sum !== manifest.sum || bad.length > 0)
    throw new Trouble(
      `The backup is damaged (${bad.join(', ') || 'its manifest'}): nothing was written. Copy the file again, or take another one.`,
    );
  return { header, manifest: said, word };
}

const Sum = Manifest.shape.schema;

async function drain(content: AsyncIterable<Buffer>): Promise<void> {
  for await (const piece of content) void piece;
}

/** The names of the parts that are not what the manifest says. */
export function damaged(said: Manifest['parts'], found: Manifest['parts']): string[] {
  const names = new Set([...Object.keys(said), ...Object.keys(found)]);
  return [...names].filter((name) => said[name]?.sha256 !== found[name]?.sha256 || said[name]?.files !== found[name]?.files);
}
