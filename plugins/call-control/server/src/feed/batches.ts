/** Stores events in order, many at a time, and never gives up: while the database is away they wait in memory. */
import type { SwitchEvent } from '@zuoxi/contracts';

/** `upTo`: with this event, everything up to here is received; null: it says nothing about that. */
export type Item = { event: SwitchEvent; upTo: number | null };
export type Log = { info(text: string): void; warn(text: string): void; error(text: string): void };

type Needs = {
  store: (events: readonly SwitchEvent[], upTo: number | null) => Promise<void>;
  /** everything up to here is in the database */
  stored: (upTo: number) => void;
  log: Log;
};

const most = 500;
const pauseMs = 1000;

/** PostgreSQL's classes for a value that will never fit (22: data, 23: constraint, 54: limit). Anything else may pass later. */
const neverFits = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^(22|23|54)...$/.test(error.code);

const says = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export class Batches {
  private waiting: Item[] = [];
  private running: Promise<void> | null = null;
  private stopped = false;
  private wake: () => void = () => undefined;

  constructor(private readonly needs: Needs) {}

  get length(): number {
    return this.waiting.length;
  }

  push(item: Item): void {
    this.waiting.push(item);
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
  }

  /** Forgets what is not stored yet; the switch still has it. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.waiting = [];
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    let away = false;
    while (this.waiting.length && !this.stopped) {
      const batch = this.waiting.slice(0, most);
      try {
        await this.keep(batch);
        this.waiting.splice(0, batch.length);
        if (away) this.needs.log.info('events are stored again');
        away = false;
      } catch (error) {
        if (!away) this.needs.log.warn(`events wait for the database: ${says(error)}`);
        away = true;
        await this.pause();
      }
    }
  }

  /** Halves a batch that does not fit until the one event that never will is found, named and left out. */
  private async keep(batch: readonly Item[]): Promise<void> {
    const last = batch.at(-1);
    if (!last) return;
    const upTo = batch.findLast((item) => item.upTo !== null)?.upTo ?? null;
    try {
      await this.needs.store(
        batch.map(({ event }) => event),
        upTo,
      );
    } catch (error) {
      if (!neverFits(error)) throw error;
      if (batch.length === 1) {
        this.needs.log.error(
          `event ${last.event.seq} of tenant ${last.event.tenant} cannot be stored, left out: ${says(error)} ${JSON.stringify(last.event.fact).slice(0, 2000)}`,
        );
        await this.needs.store([], upTo);
      } else {
        await this.keep(batch.slice(0, batch.length >> 1));
        await this.keep(batch.slice(batch.length >> 1));
        return;
      }
    }
    if (upTo !== null) this.needs.stored(upTo);
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
