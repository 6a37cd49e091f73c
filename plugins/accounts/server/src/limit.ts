/** How often a login may fail. Counts in memory: a restart forgives, which costs an attacker more than it gives. */

type Rule = { key: string; most: number };
const minutes = 15;

/** Per account and address, so that a stranger cannot lock an agent out; per account from anywhere; per address over all accounts. */
export const loginRules = (account: string, address: string): Rule[] => [
  { key: `both ${account} ${address}`, most: 10 },
  { key: `account ${account}`, most: 50 },
  { key: `address ${address}`, most: 300 },
];

export class FailureLimit {
  private readonly windows = new Map<string, { until: number; count: number }>();

  /** Counts an attempt before its outcome is known, so that parallel guesses count too. Null: go on; else the seconds to wait. */
  attempt(rules: Rule[], now: number): number | null {
    this.forget(now);
    const open = rules.map(({ key, most }) => ({
      key,
      most,
      window: this.windows.get(key) ?? { until: now + minutes * 60_000, count: 0 },
    }));
    const full = open.filter(({ window, most }) => window.count >= most).map(({ window }) => window.until);
    if (full.length) return Math.ceil((Math.max(...full) - now) / 1000);
    for (const { key, window } of open) this.windows.set(key, { ...window, count: window.count + 1 });
    return null;
  }

  /** The attempt was a good login: it does not count. */
  forgive(rules: Rule[]): void {
    for (const { key } of rules) {
      const window = this.windows.get(key);
      if (window) this.windows.set(key, { ...window, count: Math.max(0, window.count - 1) });
    }
  }

  private forget(now: number): void {
    for (const [key, { until }] of this.windows) if (until <= now) this.windows.delete(key);
  }
}
