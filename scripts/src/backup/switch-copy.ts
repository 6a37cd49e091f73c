/**
 * The switch's folder as it was at one moment, while the switch writes it (engine/journal.ts, engine/event-log.ts). Three rules make a start from the copy
 * what a start after a crash at that moment would be:
 * - the journals are those that follow the copied snapshot: when a newer one appeared meanwhile, all is looked at again;
 * - the event log is measured before the journals are read, so that every event in it is an outcome of inputs in the journal;
 * - a journal ends at its first zero: behind it lies room, or a write that was seen before the one ahead of it.
 * Events that the record plane has not stored by the time of the database's snapshot must be here: their files are held open from before it.
 */
import { open, readdir, readFile, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { Trouble } from '../trouble';
import type { Entry } from './archive';
import { fileContent, missing } from './tree';

const looks = 100;

/** The open files of the event log, by name. */
export class HeldEvents {
  private readonly held = new Map<string, FileHandle>();

  constructor(private readonly dir: string) {}

  async hold(): Promise<void> {
    for (const name of await readdir(join(this.dir, 'events')).catch(missing([])))
      if (/^events-\d+\.jsonl$/.test(name) && !this.held.has(name)) {
        const handle = await open(join(this.dir, 'events', name)).catch(missing(null)); // stored and forgotten in this moment
        if (handle) this.held.set(name, handle);
      }
  }

  /** As long as they are now; what is appended later is not of this moment. */
  measured(): Promise<Entry[]> {
    return Promise.all(
      [...this.held].map(async ([name, handle]) => {
        const { size } = await handle.stat();
        return { path: `switch/events/${name}`, size, content: fileContent(handle, size, name) };
      }),
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.held.values()].map((handle) => handle.close()));
    this.held.clear();
  }
}

const entry = (name: string, content: Buffer): Entry => ({
  path: `switch/${name}`,
  size: content.length,
  content: (async function* () {
    yield content;
  })(),
});

/** Whole lines before the first zero. */
export function wholeLines(journal: Buffer): Buffer {
  const zero = journal.indexOf(0);
  const written = zero < 0 ? journal : journal.subarray(0, zero);
  return written.subarray(0, written.lastIndexOf(10) + 1);
}

/** Resolves with the entries of that moment; `held` must stay open until they are read. */
export async function copySwitch(dir: string, held: HeldEvents): Promise<Entry[]> {
  const snapshot = join(dir, 'snapshot.json');
  const mark = async (): Promise<string> => {
    const found = await stat(snapshot).catch(missing(null));
    return found ? `${found.ino} ${found.mtimeMs} ${found.size}` : 'none';
  };
  for (let i = 0; i < looks; i++) {
    const before = await mark();
    const saved = await readFile(snapshot).catch(missing(null));
    await held.hold();
    const events = await held.measured();
    const journals = await journalsFrom(dir, saved ? firstJournal(saved) : 0);
    const ended = await readFile(join(dir, 'ended-sessions')).catch(missing(null));
    if ((await mark()) !== before) continue;
    return [
      ...(saved ? [entry('snapshot.json', saved)] : []),
      ...journals,
      ...events,
      ...(ended ? [entry('ended-sessions', ended)] : []),
    ];
  }
  throw new Trouble(`${dir} does not hold still: the switch takes one snapshot after another. See its log, then try again.`);
}

async function journalsFrom(dir: string, first: number): Promise<Entry[]> {
  const names = (await readdir(dir).catch(missing<string[]>([]))).filter(
    (name) => Number(/^journal-(\d+)\.jsonl$/.exec(name)?.[1] ?? -1) >= first,
  );
  const found = await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(dir, name)).catch(missing(null));
      return content ? [entry(name, wholeLines(content))] : []; // gone: a newer snapshot, which is seen afterwards
    }),
  );
  return found.flat();
}

/** The journal that follows a snapshot; its first key, so that a snapshot of a big house need not be parsed. */
function firstJournal(snapshot: Buffer): number {
  const number = /^\{"journal":(\d+),/.exec(snapshot.subarray(0, 64).toString('utf8'))?.[1];
  if (number === undefined) throw new Trouble('The snapshot of the switch cannot be read: see the log of the switch.');
  return Number(number);
}
