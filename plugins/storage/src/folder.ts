/** Files below one folder of this machine. */
import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checked, type Storage, type StoredFile } from './storage';

/** What is being written; a crash may leave one. */
export const unfinished = '.part';

export const isGone = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
const orNull = (error: unknown): null => {
  if (isGone(error)) return null;
  throw error;
};

export class Folder implements Storage {
  constructor(private readonly folder: string) {}

  /** Where it lies, or would. */
  pathOf(key: string): string {
    return join(this.folder, checked(key));
  }

  async find(key: string): Promise<StoredFile | null> {
    const path = this.pathOf(key);
    const found = await stat(path).catch(orNull);
    if (!found?.isFile()) return null;
    return {
      size: found.size,
      async read(range) {
        const file = await open(path);
        return file.createReadStream(range && { start: range.from, end: range.to });
      },
    };
  }

  async put(key: string, from: string): Promise<void> {
    const path = this.pathOf(key);
    const part = `${path}.${randomBytes(6).toString('hex')}${unfinished}`;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    try {
      await copyFile(from, part);
      await rename(part, path);
    } finally {
      await rm(part, { force: true });
    }
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  async *list(below = ''): AsyncGenerator<{ key: string; size: number }> {
    const entries = await readdir(join(this.folder, below), { withFileTypes: true }).catch(orNull);
    for (const entry of entries ?? []) {
      const key = below ? `${below}/${entry.name}` : entry.name;
      if (entry.isDirectory()) yield* this.list(key);
      if (!entry.isFile() || entry.name.endsWith(unfinished)) continue;
      const found = await stat(join(this.folder, key)).catch(orNull);
      if (found) yield { key, size: found.size };
    }
  }
}
