/**
 * Reading, in the audit log. A chain has one writer at a time, and lists must not wait for it: reads are written a second later, many at once, and the rest
 * when the record plane ends. A crash loses the last second's, and of lists that somebody reads on and on the sums of at most five minutes; what is heard
 * (recordings) is written before it is played.
 */
import type { Core } from '@strapi/strapi';
import type { SignedIn } from '@zuoxi/contracts';
import type { AuditEntry, ReadLog as Promised } from '@zuoxi/record-plane';
import { audit, auditAll } from './audit';
import { Reads, type Read } from './reads';

const everyMs = 1000;
const hourMs = 3_600_000;

export class ReadLog implements Promised {
  private readonly reads = new Reads();
  /** by key, when it was told */
  private readonly heard = new Map<string, number>();
  private waiting: AuditEntry[] = [];
  private writing = Promise.resolve();
  private readonly timer = setInterval(() => void this.flush(), everyMs).unref();

  constructor(private readonly strapi: Core.Strapi) {}

  note(read: Read): void {
    this.reads.note(read, Date.now());
  }

  /** D25 (`ReadLog` of record-plane). */
  numbers(who: SignedIn, { type, id, rows, fields }: Parameters<Promised['numbers']>[1]): void {
    this.note({
      tenant: who.tenant.id,
      actor: who.agent.id,
      act: 'number.read',
      target: id === undefined ? type : `${type} ${id}`,
      details: { fields, ...(who.operator && { operator: `${who.agent.number} ${who.agent.name}` }) },
      rows,
    });
  }

  /** Before it happens, once an hour for a person and a thing: a player asks for a hundred parts of one recording. */
  async once(entry: AuditEntry): Promise<void> {
    const now = Date.now();
    for (const [key, at] of this.heard) if (now - at >= hourMs) this.heard.delete(key);
    const key = JSON.stringify([entry.tenant, entry.actor, entry.act, entry.target]);
    if (this.heard.has(key)) return;
    this.heard.set(key, now);
    try {
      await audit(this.strapi, entry);
    } catch (error) {
      this.heard.delete(key);
      throw error;
    }
  }

  /** Resolves when what was noted before is on disk, or the log has said why not; then it is tried again. */
  flush(all = false): Promise<void> {
    this.writing = this.writing.then(async () => {
      const entries = [...this.waiting, ...this.reads.due(Date.now(), all)];
      this.waiting = [];
      if (entries.length === 0) return;
      try {
        await auditAll(this.strapi, entries);
      } catch (error) {
        this.waiting = entries.slice(-10_000);
        this.strapi.log.error(`reads are not in the audit log yet: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
    return this.writing;
  }

  stop(): Promise<void> {
    clearInterval(this.timer);
    return this.flush(true);
  }
}

const logs = new WeakMap<Core.Strapi, ReadLog>();
export function readLogOf(strapi: Core.Strapi): ReadLog {
  const had = logs.get(strapi);
  if (had) return had;
  const made = new ReadLog(strapi);
  logs.set(strapi, made);
  return made;
}
