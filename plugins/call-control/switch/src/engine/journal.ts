/**
 * What happened, on disk before anybody is told. Appends gather and are committed together by one synchronous write (group commit).
 * A folder holds `snapshot.json` and the journals that follow it; a torn last line, as kill -9 leaves it, is skipped.
 */
import {
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { realDisk, writeAllSync, type Disk } from './disk';
import { Preallocation } from './preallocation';

/** Each write is on disk when it returns: one way through the thread pool instead of two for write and fdatasync. */
const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_DSYNC;

export type Opened = { snapshot: unknown; entries: unknown[] };

export class Journal {
  private pending: string[] = [];
  private fd: number;
  private room: Preallocation;
  /** where the next entry goes: a journal is always a new file */
  private bytes = 0;

  private constructor(
    private readonly dir: string,
    private number: number,
    private readonly disk: Disk,
  ) {
    this.fd = openSync(this.file(number), flags, 0o600);
    this.room = new Preallocation(this.file(number));
  }

  /** Reads what is there and goes on in a new journal file. Throws where the folder cannot be read or written. */
  static open(dir: string, disk: Disk = realDisk): { journal: Journal; opened: Opened } {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const saved = existsSync(join(dir, 'snapshot.json'))
      ? (JSON.parse(readFileSync(join(dir, 'snapshot.json'), 'utf8')) as { journal: number; state: unknown })
      : null;
    const numbers = journals(dir).filter((n) => n >= (saved?.journal ?? 0));
    const entries = numbers.flatMap((n) => readLines(join(dir, `journal-${n}.jsonl`)));
    return {
      journal: new Journal(dir, Math.max(0, saved?.journal ?? 0, ...numbers) + 1, disk),
      opened: { snapshot: saved?.state ?? null, entries },
    };
  }

  /** Bytes since the last snapshot. */
  get size(): number {
    return this.bytes;
  }

  get dirty(): boolean {
    return this.pending.length > 0;
  }

  append(entry: unknown): void {
    this.pending.push(JSON.stringify(entry));
  }

  /** Everything appended so far is on disk when this resolves; rejects with the disk's own error (ENOSPC, EIO), nothing is forgotten. */
  async commit(): Promise<void> {
    if (this.pending.length === 0) return;
    const text = Buffer.from(this.pending.join('\n') + '\n');
    const lines = this.pending;
    this.pending = [];
    try {
      const zeros = this.room.ahead(this.bytes, text.length);
      if (zeros) await zeros;
      for (let at = 0; at < text.length;) at += await this.disk.write(this.fd, text, at, this.bytes + at);
      this.bytes += text.length;
    } catch (error) {
      // all of it again with the next commit, at the same place: what was half written is written over
      this.pending = [...lines, ...this.pending];
      throw error;
    }
  }

  /** Replaces all before, written or not, by `state`. Called between steps. Throws the disk's own error; then all stays as it was. */
  snapshot(state: unknown): void {
    const next = this.number + 1;
    const temporary = join(this.dir, 'snapshot.tmp');
    const fd = openSync(this.file(next), flags, 0o600);
    try {
      const out = openSync(temporary, 'w', 0o600);
      try {
        writeAllSync(this.disk, out, Buffer.from(JSON.stringify({ journal: next, state })), 0);
        fsyncSync(out);
      } finally {
        closeSync(out);
      }
      renameSync(temporary, join(this.dir, 'snapshot.json'));
    } catch (error) {
      closeSync(fd);
      for (const file of [this.file(next), temporary]) rmSync(file, { force: true });
      throw error;
    }
    closeSync(this.fd);
    this.fd = fd;
    this.room = new Preallocation(this.file(next));
    this.number = next;
    this.bytes = 0;
    this.pending = [];
    for (const n of journals(this.dir)) if (n < next) unlinkSync(this.file(n));
  }

  close(): void {
    closeSync(this.fd);
  }

  private file(n: number): string {
    return join(this.dir, `journal-${n}.jsonl`);
  }
}

const journals = (dir: string): number[] =>
  readdirSync(dir)
    .flatMap((f) => /^journal-(\d+)\.jsonl$/.exec(f)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => a - b);

/** Whole lines only; a torn one and an empty one are skipped, and so is the room at the end (room.ts). */
export function readLines(file: string): unknown[] {
  const entries: unknown[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue;
    try {
      entries.push(JSON.parse(line));
    } catch {
      continue; // torn by a crash or a full disk; what was torn was never confirmed to anybody
    }
  }
  return entries;
}
