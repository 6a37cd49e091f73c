/** How many may hold something at once: each key so many, and all of them together so many. */
export type SlotLimits = { readonly each: number; readonly all: number };

export class Slots {
  private readonly held = new Map<string, number>();
  private all = 0;

  constructor(private readonly most: SlotLimits) {}

  /** Null: there is none. What is returned gives the slot back, once. `counts`: whether the key has a limit of its own. */
  take(key: string, counts = true): (() => void) | null {
    const own = this.held.get(key) ?? 0;
    if (this.all >= this.most.all || (counts && own >= this.most.each)) return null;
    this.held.set(key, own + 1);
    this.all++;
    let kept = true;
    return () => {
      if (!kept) return;
      kept = false;
      this.all--;
      const left = (this.held.get(key) ?? 1) - 1;
      if (left > 0) this.held.set(key, left);
      else this.held.delete(key);
    };
  }
}
