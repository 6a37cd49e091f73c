/** A tar archive as a stream in both directions: `tar -tf` lists it, and neither side holds more than a piece of it in memory. */
import { Header, Pax } from 'tar';
import { Trouble } from '../trouble';
import type { Bytes } from './bytes';

const block = 512;

export type Entry = {
  path: string;
  /** bytes of `content`, known before the first of them */
  size: number;
  content: AsyncIterable<Buffer>;
};

const padding = (size: number): Buffer => Buffer.alloc((block - (size % block)) % block);

const encoded = (path: string, size: number, mtime: Date): Header => {
  const header = new Header({ path, size, mode: 0o600, mtime, type: 'File' });
  header.encode();
  return header;
};

/** A long or Chinese name stands in a header before the header (pax, POSIX.1-2001). */
function headerOf({ path, size }: Entry, mtime: Date): Buffer {
  const plain = encoded(path, size, mtime);
  const { block: raw } = plain.needPax ? encoded('named-in-pax', size, mtime) : plain;
  if (!raw) throw new Error(`no header for ${path}`);
  return plain.needPax ? Buffer.concat([new Pax({ path, size }).encode(), raw]) : raw;
}

/** Throws where an entry gives another number of bytes than it said. */
export async function* archive(entries: AsyncIterable<Entry>, mtime: Date): AsyncGenerator<Buffer> {
  for await (const entry of entries) {
    yield headerOf(entry, mtime);
    let left = entry.size;
    for await (const piece of entry.content) {
      left -= piece.length;
      yield piece;
    }
    if (left !== 0) throw new Error(`${entry.path} has ${entry.size - left} bytes instead of ${entry.size}`);
    yield padding(entry.size);
  }
  yield Buffer.alloc(2 * block);
}

/** The entries in order; each one's content must be read to its end before the next. Throws a Trouble for what is damaged, cut or no archive. */
export async function* entries(bytes: Bytes): AsyncGenerator<Entry> {
  for (let long: Pax | undefined; ;) {
    const raw = await bytes.exactly(block);
    const header = decoded(raw, long);
    if (header?.nullBlock) return;
    if (!header?.cksumValid || header.path === undefined || header.size === undefined)
      throw new Trouble('The backup is damaged, or the file is no backup of Zuoxi. Take another copy of it.');
    const { path, size } = header;
    if (header.type === 'ExtendedHeader') {
      if (size > 64 * block) throw new Trouble('The backup is damaged: a name in it has no end. Take another copy of it.');
      long = Pax.parse((await bytes.exactly(size)).toString('utf8'));
    } else {
      long = undefined;
      yield { path, size, content: bytes.pieces(size) };
    }
    const rest = padding(size);
    if (!(await bytes.exactly(rest.length)).equals(rest)) throw new Trouble('The backup is damaged. Take another copy of it.');
  }
}

function decoded(raw: Buffer, long: Pax | undefined): Header | null {
  try {
    return new Header(raw, 0, long);
  } catch {
    return null; // a number that is none
  }
}
