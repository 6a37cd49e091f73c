/**
 * RefusedRequests stand in the audit log, but nobody fills it with them: the first of an account at a route is written at once, those of the minute after it are
 * counted and written as one. Two entries a minute for each account and route are the most there can be. Pure; the clock is an argument.
 */
export type RefusedRequest = {
  tenant: string;
  actor: string;
  /** the route's pattern, not the path that was asked: paths are without number */
  route: string;
  method: string;
  reason: string;
};
type Counting = { refusal: RefusedRequest; since: number; more: number };

export const windowMs = 60_000;

export class RefusedRequests {
  private readonly counting = new Map<string, Counting>();

  /** Whether this one is to be written now; else it is counted. */
  note(refusal: RefusedRequest, now: number): boolean {
    const key = JSON.stringify(refusal);
    const known = this.counting.get(key);
    if (known && now < known.since + windowMs) {
      known.more++;
      return false;
    }
    // an old one that `due` has not taken yet is written by the next `due` under a key of its own
    if (known?.more) this.counting.set(`${key} ${known.since}`, known);
    this.counting.set(key, { refusal, since: now, more: 0 });
    return true;
  }

  /** What was counted in minutes that are over (all: at the end). Each is given once. */
  due(now: number, all = false): { refusal: RefusedRequest; times: number }[] {
    const over = [...this.counting].filter(([, { since }]) => all || now >= since + windowMs);
    for (const [key] of over) this.counting.delete(key);
    return over.flatMap(([, { refusal, more }]) => (more ? [{ refusal, times: more }] : []));
  }

  get size(): number {
    return this.counting.size;
  }
}
