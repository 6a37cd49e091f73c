/** Logins that are over although their tokens have not expired. On disk, because a successor of this process must refuse them too. */
import { appendFileSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Logger } from 'pino';

/** longer than any token of the live plane holds */
const keptMs = 13 * 3600 * 1000;
const most = 10_000;
const line = (session: string, until: number): string => `${until} ${session}\n`;

export class EndedSessions {
  private readonly untils = new Map<string, number>();

  constructor(
    private readonly file: string,
    private readonly clock: () => number,
    private readonly log: Logger,
  ) {
    for (const [until, session] of linesOf(file)) if (until > clock()) this.untils.set(session, until);
    const text = [...this.untils].map(([session, until]) => line(session, until)).join('');
    this.write(() => {
      writeFileSync(`${file}.new`, text);
      renameSync(`${file}.new`, file);
    });
  }

  has(session: string): boolean {
    return this.untils.has(session);
  }

  /** Those that ended within the last so many milliseconds. */
  recent(ms: number): string[] {
    const from = this.clock() + keptMs - ms;
    return [...this.untils].flatMap(([session, until]) => (until > from ? [session] : []));
  }

  /** The oldest are forgotten when there are too many. A disk that refuses is said in the log; this process remembers all the same. */
  add(sessions: readonly string[]): void {
    const until = this.clock() + keptMs;
    const fresh = sessions.filter((session) => !this.untils.has(session) && /^\S+$/.test(session));
    for (const session of fresh) this.untils.set(session, until);
    for (const session of this.untils.keys()) if (this.untils.size > most) this.untils.delete(session);
    if (fresh.length) this.write(() => appendFileSync(this.file, fresh.map((session) => line(session, until)).join('')));
  }

  private write(work: () => void): void {
    try {
      work();
    } catch (err) {
      this.log.error({ err }, 'ended logins cannot be written: a restarted switch would take their tokens');
    }
  }
}

/** A last line that a crash tore counts for nothing. */
function linesOf(file: string): (readonly [until: number, session: string])[] {
  try {
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    return lines.map((text) => [Number(text.split(' ')[0]), text.split(' ')[1] ?? ''] as const);
  } catch {
    return []; // the first start
  }
}
