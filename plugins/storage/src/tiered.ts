/**
 * A folder, and a bucket behind it where there is one. Files are written into the folder, by whatever is quickest, and moved out when they are whole: what lies in the
 * folder is what is still to be moved, so neither a crash nor a bucket that is away loses or forgets one.
 */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isGone, unfinished, type Folder } from './folder';
import type { Storage, StoredFile } from './storage';

export class TieredStorage implements Storage {
  constructor(
    readonly near: Folder,
    readonly far: Storage | null,
  ) {}

  async find(key: string): Promise<StoredFile | null> {
    const here = await this.near.find(key);
    if (!here) return (await this.far?.find(key)) ?? null;
    return {
      size: here.size,
      read: (range) => here.read(range).catch((error: unknown) => this.moved(key, error).then((there) => there.read(range))),
    };
  }

  put(key: string, path: string): Promise<void> {
    return this.near.put(key, path);
  }

  async remove(key: string): Promise<void> {
    await this.far?.remove(key);
    await this.near.remove(key);
  }

  async *list(): AsyncGenerator<{ key: string; size: number }> {
    yield* this.near.list();
    if (this.far) yield* this.far.list();
  }

  /** From the folder into the bucket. Nothing happens to one that is not in the folder. */
  async moveOut(key: string): Promise<void> {
    if (!this.far || !(await this.near.find(key))) return;
    await this.far.put(key, this.near.pathOf(key));
    await this.near.remove(key);
  }

  /** For programs that want a file: the folder's own, or a copy for as long as they work. False: there is none. */
  async withLocal(key: string, work: (path: string) => Promise<void>): Promise<boolean> {
    const path = this.near.pathOf(key);
    if (await this.near.find(key)) {
      await work(path);
      return true;
    }
    const there = await this.far?.find(key);
    if (!there) return false;
    const part = `${path}.${randomBytes(6).toString('hex')}${unfinished}`;
    await mkdir(dirname(part), { recursive: true, mode: 0o700 });
    try {
      await pipeline(await there.read(), createWriteStream(part, { mode: 0o600 }));
      await work(part);
      return true;
    } finally {
      await rm(part, { force: true });
    }
  }

  /** It was moved between the look and the read. */
  private async moved(key: string, error: unknown): Promise<StoredFile> {
    const there = isGone(error) ? await this.far?.find(key) : null;
    if (!there) throw error;
    return there;
  }
}
