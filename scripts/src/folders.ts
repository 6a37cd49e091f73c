/** The data directory of an instance: made, handed to the services' user, checked for room. */
import { accessSync, chmodSync, chownSync, constants, existsSync, lstatSync, readdirSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Instance } from '@zuoxi/contracts/environment';
import { makePrivate } from './private-file';
import { codeOf, Trouble } from './trouble';

const kept = ['redis', 'switch', 'recordings', 'sounds', 'uploads', 'types', 'logs', 'services', 'run', 'tls'] as const;
/** a fresh PostgreSQL cluster is 40 MB, its log of changes up to 1 GB under load */
const wantedMegabytes = 500;

/** Throws when the data directory is there but belongs to somebody else. */
export function checkEntry(instance: Instance): void {
  try {
    accessSync(instance.data, constants.R_OK | constants.X_OK);
  } catch (error) {
    if (codeOf(error) === 'EACCES')
      throw new Trouble(
        `${instance.data} belongs to another user: run it as root or as that user, or set ZUOXI_DATA to a folder of yours.`,
      );
  }
}

/** There while a restore fills the data directory. */
export const restoringFile = (data: string): string => join(data, 'restoring');

/** Throws when a restore into this data directory was ended in the middle: half of an instance must not start as if it were the whole. */
export function checkWhole({ data }: Instance): void {
  if (existsSync(restoringFile(data)))
    throw new Trouble(
      `A restore into ${data} runs or was ended before it was whole: wait for it, or run it again (npm run restore -- <file>).`,
    );
}

/** Makes the folders; the data directory itself is entered by the owner and root only. */
export function makeFolders(instance: Instance): void {
  try {
    for (const path of [instance.data, ...kept.map((name) => instance.paths[name])]) {
      makePrivate(path);
      chmodSync(path, 0o700);
    }
  } catch (error) {
    throw new Trouble(
      codeOf(error) === 'ENOSPC'
        ? `The disk of ${instance.data} is full: free some room, or set ZUOXI_DATA to another disk.`
        : `Cannot write ${instance.data} (${codeOf(error) || String(error)}): give ${userOf()} the right to, or set ZUOXI_DATA to a folder of yours.`,
    );
  }
}

const userOf = (): string => (process.getuid?.() === 0 ? 'root' : `user ${process.getuid?.()}`);

/** Throws when too little room is left to start. */
export function checkRoom(instance: Instance, megabytes = wantedMegabytes): void {
  const { bavail, bsize } = statfsSync(existsSync(instance.data) ? instance.data : dirname(instance.data));
  const free = Math.floor((bavail * bsize) / 1048576);
  if (free < megabytes)
    throw new Trouble(
      `Only ${free} MB are free on the disk of ${instance.data}, ${megabytes} are needed: free some room, or set ZUOXI_DATA to another disk.`,
    );
}

/** Gives a tree to the services' user. Symbolic links are changed themselves, never followed. */
export function give(path: string, owner: { uid: number; gid: number }): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  if (stat.uid !== owner.uid || stat.gid !== owner.gid) chownSync(path, owner.uid, owner.gid);
  if (stat.isDirectory()) for (const name of readdirSync(path)) give(join(path, name), owner);
}

/** The whole data directory, but not what its processes already own and fill by themselves. */
export function giveFolders(instance: Instance, owner: { uid: number; gid: number }): void {
  if (process.getuid?.() !== 0) return;
  chownSync(instance.data, owner.uid, owner.gid);
  for (const name of kept) {
    const deep = !['recordings', 'uploads', 'switch', 'redis'].includes(name);
    if (deep) give(instance.paths[name], owner);
    else chownSync(instance.paths[name], owner.uid, owner.gid);
  }
}
