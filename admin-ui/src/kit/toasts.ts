import { Store } from '../providers/store';

/** A sentence for the corner: what happened and what to do. At most three; none for what went well. */
export type Toast = { id: number; key: string; values?: Record<string, string> };

const most = 3;
const forMs = 8_000;

export class Toasts {
  readonly shown = new Store<readonly Toast[]>([]);
  private last = 0;

  /** `key` of the dictionaries; the same sentence twice is one toast. */
  say(key: string, values?: Record<string, string>): void {
    const toast = { id: ++this.last, key, values };
    this.shown.set((all) => [...all.filter((t) => t.key !== key), toast].slice(-most));
    setTimeout(() => this.close(toast.id), forMs);
  }

  close(id: number): void {
    this.shown.set((all) => all.filter((t) => t.id !== id));
  }
}
