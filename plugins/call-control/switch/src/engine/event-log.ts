/**
 * The switch's events, kept until the record plane has stored them. Files of 5,000 events; in memory the newest, for workbenches that resume, and all that the
 * disk has not taken yet. The journal can make the newest again, so the log is only synced before a snapshot, and is never ahead of the journal.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentId } from '@zuoxi/contracts';
import type { AddressedEvent } from '../core';
import { realDisk, writeAllSync, type Disk } from './disk';
import { gapsIn, type Gap } from './gaps';
import { readLines } from './journal';

/** An event, and for each agent who is told of it the number it has for that agent (I6). */
export type Numbered = { readonly event: AddressedEvent['event']; readonly to: readonly (readonly [AgentId, number])[] };

type Opening = {
  /** what the journal makes again: the newest, and whatever a hole should hold */
  replayed: readonly Numbered[];
  /** the number of the newest event that ever was */
  newest: number;
  disk?: Disk;
};

const perFile = 5000;
const kept = 10_000;
const text = (events: readonly Numbered[]): Buffer => Buffer.from(events.map((n) => JSON.stringify(n) + '\n').join(''));

export class EventLog {
  /** ascending; every number between its first and its last but for those of `holes` */
  private recent: Numbered[];
  private holes: Gap[];
  private last: number;
  /** the newest that is in a file */
  private written: number;
  private file: { fd: number; bytes: number; events: number } | null = null;
  /** the files that `mended` replaces, once the disk takes it */
  private torn: number[] = [];
  private readonly disk: Disk;

  constructor(
    private readonly dir: string,
    { replayed, newest, disk = realDisk }: Opening,
  ) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    this.disk = disk;
    const files = this.files();
    const oldest = files.findLastIndex((first) => first <= (replayed[0]?.event.seq ?? Infinity));
    const open = files.slice(Math.max(0, Math.min(files.length - 2, oldest)));
    const stored = this.read(open);
    this.written = stored.at(-1)?.event.seq ?? 0;
    const there = new Set(stored.map(({ event }) => event.seq));
    const from = open[0] ?? 0;
    const fresh = replayed.filter(({ event }) => event.seq >= from && !there.has(event.seq));
    if (fresh.some(({ event }) => event.seq < this.written)) this.torn = open;
    this.recent = [...stored, ...fresh].sort((a, b) => a.event.seq - b.event.seq);
    this.holes = gapsIn(this.recent);
    this.last = this.recent.at(-1)?.event.seq ?? 0;
    if (newest > this.last && this.last > 0)
      this.holes.push({ first: this.last + 1, last: newest, since: this.recent.at(-1)?.event.at ?? null });
    this.last = Math.max(newest, this.last);
  }

  /** Into memory, where followers and workbenches find it; `flush` takes it to disk. Throws on a number that does not follow the last one. */
  append(numbered: readonly Numbered[]): void {
    for (const n of numbered) {
      if (n.event.seq !== this.last + 1) throw new Error(`event ${n.event.seq} cannot follow event ${this.last}`);
      this.recent.push(n);
      this.last = n.event.seq;
    }
  }

  /** Writes what is in memory alone. Throws the disk's own error; then all of it is written by the next one that succeeds. */
  flush(): void {
    if (this.torn.length > 0) this.mend();
    for (let next = this.indexAfter(this.written); next < this.recent.length; next = this.indexAfter(this.written)) {
      const first = this.recent[next]?.event.seq ?? 0;
      const file = this.file && this.file.events < perFile ? this.file : this.open(first);
      const part = this.recent.slice(next, next + perFile - file.events);
      const bytes = text(part);
      writeAllSync(this.disk, file.fd, bytes, file.bytes);
      file.bytes += bytes.length;
      file.events += part.length;
      this.written = part.at(-1)?.event.seq ?? this.written;
    }
    if (this.recent.length > 2 * kept) this.recent = this.recent.slice(-kept);
  }

  get lastSeq(): number {
    return this.last;
  }

  /** What neither the files nor the journal have, as far as it was seen. */
  get missing(): readonly Gap[] {
    return this.holes;
  }

  /** Events with a higher number, in order; older ones than memory holds are read from the files. At most `limit`. */
  after(seq: number, limit: number): Numbered[] {
    const oldest = this.recent[0]?.event.seq ?? Infinity;
    if (seq + 1 >= oldest) return this.recent.slice(this.indexAfter(seq)).slice(0, limit);
    const firsts = this.files();
    const start = Math.max(
      0,
      firsts.findLastIndex((f) => f <= seq + 1),
    );
    const found: Numbered[] = [];
    for (const first of firsts.slice(start)) {
      found.push(...this.read([first]).filter(({ event }) => event.seq > (found.at(-1)?.event.seq ?? seq)));
      if (found.length >= limit) break;
    }
    this.saw(gapsIn(found));
    return found.slice(0, limit);
  }

  /** What an agent was told after number `n`; undefined: no longer complete here. */
  toldAfter(agent: AgentId, n: number): { n: number; event: AddressedEvent['event'] }[] | undefined {
    const mine = this.recent.flatMap(({ event, to }) => to.flatMap(([a, k]) => (a === agent ? [{ n: k, event }] : [])));
    const first = mine[0]?.n;
    if (first === undefined || first > n + 1) return undefined;
    const missed = mine.filter((m) => m.n > n);
    return missed.every((m, i) => m.n === n + 1 + i) ? missed : undefined;
  }

  /** The record plane has stored everything up to `seq`. */
  forget(seq: number): void {
    const firsts = this.files();
    for (let i = 0; i + 1 < firsts.length; i++) if ((firsts[i + 1] as number) <= seq) unlinkSync(this.path(firsts[i] as number));
    const [oldest = 0] = this.files();
    this.holes = this.holes.filter((gap) => gap.last > oldest);
  }

  sync(): void {
    if (this.file) fsyncSync(this.file.fd);
  }

  close(): void {
    if (this.file) closeSync(this.file.fd);
    this.file = null;
  }

  /** Files with holes become one without, or with fewer: beside them first, so that a death in between loses nothing. */
  private mend(): void {
    const [first = 0, ...others] = this.torn;
    const fd = openSync(join(this.dir, 'mended.tmp'), 'w', 0o600);
    try {
      writeAllSync(this.disk, fd, text(this.recent), 0);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    const oldest = this.recent[0]?.event.seq ?? first;
    renameSync(join(this.dir, 'mended.tmp'), this.path(oldest));
    for (const torn of [first, ...others]) if (torn !== oldest) unlinkSync(this.path(torn));
    this.torn = [];
    this.written = this.recent.at(-1)?.event.seq ?? this.written;
  }

  private open(first: number): NonNullable<EventLog['file']> {
    this.close();
    // the same number again means: what stood here was torn
    return (this.file = { fd: openSync(this.path(first), 'w', 0o600), bytes: 0, events: 0 });
  }

  /** In order, each number once: a death while files were mended leaves some twice. */
  private read(firsts: readonly number[]): Numbered[] {
    let last = 0;
    return firsts
      .flatMap((first) => readLines(this.path(first)) as Numbered[])
      .filter(({ event }) => event.seq > last && (last = event.seq) > 0);
  }

  /** Where in `recent` the first event with a higher number stands. */
  private indexAfter(seq: number): number {
    let low = 0;
    let high = this.recent.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.recent[middle]?.event.seq ?? 0) > seq) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  private saw(gaps: readonly Gap[]): void {
    const fresh = gaps.filter(({ first }) => !this.holes.some((hole) => hole.first === first));
    if (fresh.length > 0) this.holes = [...this.holes, ...fresh].sort((a, b) => a.first - b.first);
  }

  private files(): number[] {
    return readdirSync(this.dir)
      .flatMap((f) => /^events-(\d+)\.jsonl$/.exec(f)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }

  private path(first: number): string {
    return join(this.dir, `events-${first}.jsonl`);
  }
}
