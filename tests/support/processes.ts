/** What runs on this machine, by /proc. */
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

const quiet = <T>(read: () => T, otherwise: T): T => {
  try {
    return read();
  } catch {
    return otherwise; // it ended meanwhile
  }
};

const pids = (): string[] => readdirSync('/proc').filter((name) => /^\d+$/.test(name));

/** Command lines that name a folder. */
export const processesNaming = (folder: string): string[] =>
  pids()
    .map((pid) => quiet(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' '), ''))
    .filter((line) => line.includes(folder) && !line.includes('/guard.js '));

/** Processes whose working directory lies in a folder. */
export const inFolder = (folder: string): string[] =>
  pids().filter((pid) => quiet(() => readlinkSync(`/proc/${pid}/cwd`), '').startsWith(folder));

/** Waits until it is so; throws after `ms`. */
export async function attempt(yes: () => boolean, ms: number): Promise<void> {
  const end = Date.now() + ms;
  while (!yes()) {
    if (Date.now() > end) throw new Error(`not so after ${ms} ms: ${yes.toString()}`);
    await new Promise((next) => setTimeout(next, 10));
  }
}
