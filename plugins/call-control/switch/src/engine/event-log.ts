/**
 * The switch's events, kept until the record plane has stored them. Files of 5,000 events; the newest ones also in memory,
 * for workbenches that resume. The journal can make the newest again, so the log itself is only synced before a snapshot.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, truncateSync, unlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentId } from '@zuoxi/contracts';
import type { AddressedEvent } from '../core';
import { readLines } from './journal';

/** An event, and for each agent who is told of it the number it has for that agent (I6). */
export type Numbered = { readonly event: AddressedEvent['event']; readonly to: readonly (readonly [AgentId, number])[] };

const perFile = 5000;
const kept = 10_000;

export class EventLog {
  private recent: Numbered[] = [];
  private fd: number | null = null;
  private inFile = 0;
  private last = 0;

  constructor(private readonly dir: string) {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    for (const first of this.files().slice(-2)) this.recent.push(...(readLines(this.file(first)) as Numbered[]));
    this.last = this.recent.at(-1)?.event.seq ?? 0;
  }

  /** Adds what is not there yet: a replay after a crash brings events again, and they are the same. One write for all. */
  append(numbered: readonly Numbered[]): void {
    const fresh = numbered.filter(({ event }) => event.seq > this.last);
    const first = fresh[0]?.event.seq;
    if (first === undefined) return;
    this.last = fresh.at(-1)?.event.seq ?? first;
    this.recent.push(...fresh); // first in memory: followers get it even while the disk refuses
    if (this.recent.length > 2 * kept) this.recent = this.recent.slice(-kept);
    if (this.fd === null || this.inFile >= perFile) this.open(first);
    writeSync(this.fd as number, fresh.map((n) => JSON.stringify(n) + '\n').join(''));
    this.inFile += fresh.length;
  }

  get lastSeq(): number {
    return this.last;
  }

  /** Events with a higher number, in order; older ones than memory holds are read from the files. At most `limit`. */
  after(seq: number, limit: number): Numbered[] {
    const oldest = this.recent[0]?.event.seq ?? Infinity;
    if (seq + 1 >= oldest) return this.recent.slice(seq + 1 - oldest, seq + 1 - oldest + limit);
    const firsts = this.files();
    const start = Math.max(
      0,
      firsts.findLastIndex((f) => f <= seq + 1),
    );
    const found: Numbered[] = [];
    for (const first of firsts.slice(start)) {
      for (const n of readLines(this.file(first)) as Numbered[]) if (n.event.seq > seq && found.length < limit) found.push(n);
      if (found.length >= limit) break;
    }
    return found;
  }

  /** What an agent was told after number `n`; undefined: no longer complete here. */
  toldAfter(agent: AgentId, n: number): { n: number; event: AddressedEvent['event'] }[] | undefined {
    const mine = this.recent.flatMap(({ event, to }) => to.flatMap(([a, k]) => (a === agent ? [{ n: k, event }] : [])));
    const first = mine[0]?.n;
    if (first === undefined || first > n + 1) return undefined;
    return mine.filter((m) => m.n > n);
  }

  /** The record plane has stored everything up to `seq`. */
  forget(seq: number): void {
    const firsts = this.files();
    for (let i = 0; i + 1 < firsts.length; i++) if ((firsts[i + 1] as number) <= seq) unlinkSync(this.file(firsts[i] as number));
  }

  sync(): void {
    if (this.fd !== null) fsyncSync(this.fd);
  }

  close(): void {
    if (this.fd !== null) closeSync(this.fd);
    this.fd = null;
  }

  private open(first: number): void {
    this.close();
    this.fd = openSync(this.file(first), 'a', 0o600);
    truncateSync(this.file(first)); // the same number again means: what stood here was torn
    this.inFile = 0;
  }

  private files(): number[] {
    return readdirSync(this.dir)
      .flatMap((f) => /^events-(\d+)\.jsonl$/.exec(f)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }

  private file(first: number): string {
    return join(this.dir, `events-${first}.jsonl`);
  }
}
