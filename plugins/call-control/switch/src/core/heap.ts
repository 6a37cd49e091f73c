/** A binary heap whose members can be moved and removed by name: O(log n) each, the first in O(1). */
export class Heap<K> {
  private readonly items: { key: K; rank: readonly number[] }[] = [];
  private readonly places = new Map<K, number>();

  get size(): number {
    return this.items.length;
  }

  first(): { key: K; rank: readonly number[] } | undefined {
    return this.items[0];
  }

  has(key: K): boolean {
    return this.places.has(key);
  }

  keys(): Iterable<K> {
    return this.places.keys();
  }

  /** Puts `key` at `rank` (compared number by number, smaller first), wherever it was before. */
  put(key: K, ...rank: number[]): void {
    const at = this.places.get(key);
    if (at === undefined) {
      this.items.push({ key, rank });
      this.places.set(key, this.items.length - 1);
      this.up(this.items.length - 1);
    } else {
      this.items[at] = { key, rank };
      this.down(this.up(at));
    }
  }

  remove(key: K): void {
    const at = this.places.get(key);
    if (at === undefined) return;
    this.places.delete(key);
    const last = this.items.pop();
    if (!last || at === this.items.length) return;
    this.set(at, last);
    this.down(this.up(at));
  }

  private before(a: number, b: number): boolean {
    const x = this.items[a]!.rank;
    const y = this.items[b]!.rank;
    for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return x[i]! < y[i]!;
    return false;
  }

  private set(at: number, item: { key: K; rank: readonly number[] }): void {
    this.items[at] = item;
    this.places.set(item.key, at);
  }

  private swap(a: number, b: number): void {
    const x = this.items[a]!;
    this.set(a, this.items[b]!);
    this.set(b, x);
  }

  private up(at: number): number {
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(at, parent)) break;
      this.swap(at, parent);
      at = parent;
    }
    return at;
  }

  private down(at: number): void {
    for (;;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let least = at;
      if (left < this.items.length && this.before(left, least)) least = left;
      if (right < this.items.length && this.before(right, least)) least = right;
      if (least === at) return;
      this.swap(at, least);
      at = least;
    }
  }
}
