/** Files of the data directory, on their way into the archive and out of it. */
import { mkdir, open, readdir, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, Trouble } from '../trouble';
import type { Entry } from './archive';

const pieceBytes = 256 * 1024;

/** For `catch`: a file or folder that is not there is `otherwise`; every other failure stays one. */
export const missing =
  <T>(otherwise: T) =>
  (error: unknown): T => {
    if (codeOf(error) === 'ENOENT') return otherwise;
    throw error;
  };

/** The first `size` bytes of a file that may grow meanwhile. Throws a Trouble when it has become shorter. */
export async function* fileContent(handle: FileHandle, size: number, name: string): AsyncGenerator<Buffer> {
  for (let at = 0; at < size;) {
    const piece = Buffer.allocUnsafe(Math.min(pieceBytes, size - at));
    const { bytesRead } = await handle.read(piece, 0, piece.length, at);
    if (bytesRead === 0) throw new Trouble(`${name} became shorter while it was read: run the backup again.`);
    at += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}

/** Every regular file below `from`, as `<part>/<path>`, or `from` itself where it is one. What vanishes meanwhile is left out; links are not followed. */
export async function* treeEntries(from: string, part: string): AsyncGenerator<Entry> {
  const handle = await open(from).catch(missing(null));
  if (!handle) return;
  const found = await handle.stat();
  if (found.isFile()) {
    try {
      yield { path: part, size: found.size, content: fileContent(handle, found.size, from) };
    } finally {
      await handle.close();
    }
    return;
  }
  await handle.close();
  const names = await readdir(from, { withFileTypes: true }).catch(missing([]));
  for (const name of names.sort((a, b) => (a.name < b.name ? -1 : 1)))
    if (name.isFile() || name.isDirectory()) yield* treeEntries(join(from, name.name), `${part}/${name.name}`);
}

/** Writes a new file, 0600, and the folders above it. */
export async function writeNew(path: string, content: AsyncIterable<Buffer>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const piece of content) await file.writeFile(piece);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** How many files lie below a folder, and their bytes. */
export async function measure(from: string): Promise<{ files: number; bytes: number }> {
  const sum = { files: 0, bytes: 0 };
  for await (const { size } of treeEntries(from, '')) {
    sum.files += 1;
    sum.bytes += size;
  }
  return sum;
}
