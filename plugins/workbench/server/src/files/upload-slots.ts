/** How many uploads may be under way: each holds disk until it ends. */
export const most = { account: 3, all: 30 } as const;

export class UploadSlots {
  private readonly taken = new Map<string, number>();
  private all = 0;

  /** Null: there is none. What is returned gives the place back. */
  take(account: string): (() => void) | null {
    const own = this.taken.get(account) ?? 0;
    if (own >= most.account || this.all >= most.all) return null;
    this.taken.set(account, own + 1);
    this.all++;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.all--;
      const left = (this.taken.get(account) ?? 1) - 1;
      if (left > 0) this.taken.set(account, left);
      else this.taken.delete(account);
    };
  }
}
