/**
 * A data directory that came out of a backup (`npm run restore` leaves the mark): what its records name was long ago, and those phones may talk to the instance
 * that the backup was made of. So nobody is asked, rung up or hung up on: every leg is forgotten, and each call ends as lost by the ordinary recovery.
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Records } from '../ports';

const markOf = (dir: string): string => join(dir, 'restored');

export const isRestored = (dir: string): boolean => existsSync(markOf(dir));

/** Before the adapters start. */
export function forgetLegs(...shelves: readonly Records<unknown>[]): void {
  for (const shelf of shelves) for (const leg of [...shelf.all().keys()]) shelf.put(leg, null);
}

/** When the endings are on disk: a switch that dies before does it all again. */
export const settleRestored = (dir: string): void => rmSync(markOf(dir), { force: true });
