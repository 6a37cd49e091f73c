/** Moves files from the folder into the bucket, one after another, when they are whole. */
import type { TieredStorage } from './tiered';

type Log = { info(text: string): void; warn(text: string): void };
export type MoverOptions = {
  storage: TieredStorage;
  log: Log;
  /** for the log: `recordings` */
  name: string;
  /** which of the files in the folder nobody writes any more */
  whole(keys: readonly string[]): Promise<readonly string[]>;
  /** how often it looks by itself, ms */
  everyMs?: number;
};

/** one after another, until the bucket is left alone for a while */
const mostFailures = 3;
const batchSize = 500;
const says = (error: unknown): string => (error instanceof Error ? error.message || error.name : String(error));

export class Mover {
  private stopped = false;
  private wanted = true;
  private away = false;
  private wakeUp: () => void = () => undefined;
  private running: Promise<void> | null = null;

  constructor(private readonly options: MoverOptions) {}

  /** Nothing happens where there is no bucket. */
  start(): void {
    if (this.options.storage.far) this.running ??= this.run();
  }

  /** There is something to be moved. */
  wake(): void {
    this.wanted = true;
    if (!this.away) this.wakeUp(); // a bucket that is away is not asked more often
  }

  /** Waits for the file that is on its way. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.wakeUp();
    await this.running;
  }

  private async run(): Promise<void> {
    const { everyMs = 30_000 } = this.options;
    while (!this.stopped) {
      this.wanted = false;
      const well = await this.sweep();
      if (!this.stopped && !(well && this.wanted)) await this.pause(everyMs);
    }
  }

  /** False: the bucket seems to be away. */
  private async sweep(): Promise<boolean> {
    const { storage, whole } = this.options;
    try {
      let failures = 0;
      for await (const keys of batches(storage.near.list()))
        for (const key of await whole(keys)) {
          if (this.stopped) return true;
          const error = await storage.moveOut(key).then(() => null, says);
          this.note(error);
          failures = error === null ? 0 : failures + 1; // one odd file holds up nobody
          if (failures === mostFailures) return false;
        }
      return true;
    } catch (error) {
      this.note(says(error));
      return false;
    }
  }

  /** One line when it begins to fail, one when it works again. */
  private note(error: string | null): void {
    const { log, name } = this.options;
    if (error !== null && !this.away) log.warn(`${name}: files stay here and are tried again: ${error}`);
    if (error === null && this.away) log.info(`${name}: the bucket is back`);
    this.away = error !== null;
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** A folder that was filled for years is not held in memory. */
async function* batches(files: AsyncIterable<{ key: string }>): AsyncGenerator<string[]> {
  let keys: string[] = [];
  for await (const { key } of files) {
    if (keys.push(key) < batchSize) continue;
    yield keys;
    keys = [];
  }
  if (keys.length) yield keys;
}
