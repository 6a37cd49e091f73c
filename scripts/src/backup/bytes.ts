/** A stream of bytes, taken in the sizes that its reader wants. */
import { Trouble } from '../trouble';

export class Bytes {
  private readonly source: AsyncIterator<Buffer>;
  private rest: Buffer = Buffer.alloc(0);

  constructor(source: AsyncIterable<Buffer>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** The next `size` bytes in pieces. Throws a Trouble where the stream ends before. */
  async *pieces(size: number): AsyncGenerator<Buffer> {
    for (let left = size; left > 0;) {
      const piece = await this.next(left);
      if (!piece) throw new Trouble('The backup ends too early: it was cut. Copy the file again, or take another one.');
      left -= piece.length;
      yield piece;
    }
  }

  /** The next `size` bytes as one. */
  async exactly(size: number): Promise<Buffer> {
    return collected(this.pieces(size));
  }

  /** At most `size` bytes; fewer only where the stream ends. */
  async most(size: number): Promise<Buffer> {
    const found: Buffer[] = [];
    for (let left = size; left > 0;) {
      const piece = await this.next(left);
      if (!piece) break;
      left -= piece.length;
      found.push(piece);
    }
    return Buffer.concat(found);
  }

  /** Everything that is left. */
  async *all(): AsyncGenerator<Buffer> {
    for (let piece = await this.next(Infinity); piece; piece = await this.next(Infinity)) yield piece;
  }

  private async next(most: number): Promise<Buffer | null> {
    while (this.rest.length === 0) {
      const { value, done } = await this.source.next();
      if (done) return null;
      this.rest = value;
    }
    const piece = this.rest.subarray(0, most);
    this.rest = this.rest.subarray(piece.length);
    return piece;
  }
}

export async function collected(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}
