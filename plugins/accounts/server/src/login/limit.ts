/** How often one address may knock. Counts in memory: a restart forgives. What is guessed at an account is counted in the database (`failures.ts`). */
import { networkOf } from './network';

const minutes = 15;

/** Most of an office comes from one address, so these are many; a picture is only for those who mistyped three times. */
const most = { attempts: 300, codes: 60, captchas: 60 } as const;
export type Knock = keyof typeof most;

export class AddressLimit {
  private readonly windows = new Map<string, { until: number; count: number }>();

  /** Counts a knock before its outcome is known, so that parallel ones count too. Null: go on; else the seconds to wait. */
  knock(kind: Knock, address: string, now: number): number | null {
    this.forget(now);
    const key = `${kind} ${networkOf(address)}`;
    const window = this.windows.get(key) ?? { until: now + minutes * 60_000, count: 0 };
    if (window.count >= most[kind]) return Math.ceil((window.until - now) / 1000);
    this.windows.set(key, { ...window, count: window.count + 1 });
    return null;
  }

  /** It was a good one: it does not count. */
  forgive(kind: Knock, address: string): void {
    const window = this.windows.get(`${kind} ${networkOf(address)}`);
    if (window) window.count = Math.max(0, window.count - 1);
  }

  private forget(now: number): void {
    for (const [key, { until }] of this.windows) if (until <= now) this.windows.delete(key);
  }
}
