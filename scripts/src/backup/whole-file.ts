/** A file that appears whole or not at all: until then it is called `<file>.part`. */
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf, Trouble } from '../trouble';

/** Readable by its owner only. Rejects with a Trouble that says what to do; a disk that fills up leaves nothing behind. */
export async function writeWhole(file: string, pieces: AsyncIterable<Buffer>): Promise<void> {
  const part = `${file}.part`;
  const out = await open(part, 'wx', 0o600).catch(refusedBy(part));
  try {
    for await (const piece of pieces) await out.writeFile(piece);
    await out.sync();
    await out.close();
    await absent(file);
    await rename(part, file);
  } catch (error) {
    await out.close().catch(() => undefined); // closed already
    await rm(part, { force: true });
    throw error instanceof Trouble ? error : inWords(error, file);
  }
  await syncFolder(dirname(file));
}

export async function absent(file: string): Promise<void> {
  const there = await open(file).then(
    (handle) => handle.close().then(() => true),
    () => false,
  );
  if (there) throw new Trouble(`${file} is there already: give another name, or remove it first.`);
}

function inWords(error: unknown, file: string): unknown {
  const words: Readonly<Record<string, string>> = {
    ENOSPC: `The disk of ${file} is full: nothing was left there. Free some room, or give a file on another disk.`,
    EDQUOT: `The quota of the disk of ${file} is used up: nothing was left there. Give a file on another disk.`,
    EACCES: `${file} may not be written by this user: give a file in a folder of yours, or run it as root.`,
    EROFS: `${file} lies on a disk that cannot be written: give a file on another one.`,
    ENOENT: `The folder of ${file} does not exist: make it, or give another file.`,
  };
  const found = words[codeOf(error)];
  return found ? new Trouble(found) : error;
}

const refusedBy =
  (part: string) =>
  (error: unknown): never => {
    if (codeOf(error) === 'EEXIST')
      throw new Trouble(`${part} is there: another backup writes it, or one was ended in the middle. If none runs, remove it.`);
    throw inWords(error, part);
  };

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path);
  await folder.sync();
  await folder.close();
}
