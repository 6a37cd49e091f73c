import { type AuditEntry } from '@zuoxi/record-plane';
/** What is read often becomes few entries: what somebody reads again and again is told once, and then in sums. Pure; times in ms. */

/** Who opens a row again within an hour reads what they have read. */
const rowMs = 3_600_000;
/** Pages of a list are summed up for so long. */
const listMs = 300_000;
/** Rows opened within the hour that are remembered; beyond that the oldest are told again. */
const most = 20_000;

export type Read = Required<Pick<AuditEntry, 'tenant' | 'actor' | 'act' | 'target'>> & {
  details: Record<string, unknown>;
  /** of a list; one opened row says none */
  rows: number | null;
};
type PendingRead = { read: Read; rows: number; pages: number; toldAt: number | null };

const entryOf = ({ read: { rows: ofList, details, ...entry }, rows, pages }: PendingRead): AuditEntry => ({
  ...entry,
  details: { ...details, ...(ofList !== null && { rows, pages }) },
});

export class Reads {
  private readonly kept = new Map<string, PendingRead>();

  note(read: Read, now: number): void {
    const key = JSON.stringify([read.tenant, read.actor, read.act, read.target]);
    const had = this.kept.get(key);
    if (had && read.rows === null && had.toldAt !== null && now - had.toldAt < rowMs) return;
    const { rows = 0, pages = 0, toldAt = null } = had ?? {};
    this.kept.delete(key); // the newest stand last
    this.kept.set(key, { read, rows: rows + (read.rows ?? 1), pages: pages + 1, toldAt });
  }

  /** What is to be written now; `all`: because nothing is written later. */
  due(now: number, all = false): AuditEntry[] {
    const entries: AuditEntry[] = [];
    for (const [key, kept] of this.kept) {
      const since = kept.toldAt === null ? Infinity : now - kept.toldAt;
      const waits = kept.read.rows === null ? rowMs : listMs;
      if (kept.pages > 0 && (all || since >= waits)) {
        entries.push(entryOf(kept));
        Object.assign(kept, { rows: 0, pages: 0, toldAt: now });
      } else if (kept.pages === 0 && (since >= waits || this.kept.size > most)) this.kept.delete(key);
    }
    return entries;
  }
}
