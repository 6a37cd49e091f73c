/** Counts and hashes what goes through, by the part that its path begins with. */
import { createHash, type Hash } from 'node:crypto';
import type { Entry } from './archive';
import type { Part } from './format';

export class Tally {
  private readonly sums = new Map<string, { files: number; bytes: number; hash: Hash }>();

  async *watch(entries: AsyncIterable<Entry>): AsyncGenerator<Entry> {
    for await (const entry of entries) yield { ...entry, content: this.through(entry) };
  }

  /** The entry's content, counted while it is read. */
  async *through({ path, size, content }: Entry): AsyncGenerator<Buffer> {
    const part = path.split('/')[0] ?? '';
    const sum = this.sums.get(part) ?? { files: 0, bytes: 0, hash: createHash('sha256') };
    this.sums.set(part, sum);
    sum.files += 1;
    sum.bytes += size;
    sum.hash.update(`${path}\0${size}\0`);
    for await (const piece of content) {
      sum.hash.update(piece);
      yield piece;
    }
  }

  parts(): Record<string, Part> {
    return Object.fromEntries(
      [...this.sums].map(([name, { files, bytes, hash }]) => [name, { files, bytes, sha256: hash.copy().digest('hex') }]),
    );
  }
}
