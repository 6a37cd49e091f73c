/**
 * Which workbenches are open (LOG-04, D10). An open one says so every three quarters of a minute; a browser that was closed or crashed falls silent, and
 * stands in nobody's way after two and a half minutes. In memory: after a restart they tell again.
 */
type OpenWorkbench = { user: number; since: number; address: string; at: number };

const silenceMs = 150_000;

export class Workbenches {
  private readonly seen = new Map<string, OpenWorkbench>();

  here(session: string, user: number, address: string, now: number): void {
    for (const [id, { at }] of this.seen) if (at < now - silenceMs) this.seen.delete(id);
    const since = this.seen.get(session)?.since ?? now;
    this.seen.set(session, { user, since, address, at: now });
  }

  gone(sessions: readonly string[]): void {
    for (const session of sessions) this.seen.delete(session);
  }

  /** The account's open workbench, if there is one. */
  of(user: number, now: number): { session: string; since: number; address: string } | null {
    for (const [session, seen] of this.seen)
      if (seen.user === user && seen.at >= now - silenceMs) return { session, since: seen.since, address: seen.address };
    return null;
  }
}
