/** How bytes reach a file: an argument of whoever writes, so that a test can be a disk that is full. */
import { write, writeSync } from 'node:fs';
import { promisify } from 'node:util';

export type Disk = {
  /** Writes at that place of the file; answers how many bytes it took. Rejects with the disk's own error (ENOSPC, EFBIG, EIO). */
  write(fd: number, bytes: Buffer, from: number, place: number): Promise<number>;
  writeSync(fd: number, bytes: Buffer, from: number, place: number): number;
};

const writeAsync = promisify(write);

export const realDisk: Disk = {
  write: async (fd, bytes, from, place) => (await writeAsync(fd, bytes, from, bytes.length - from, place)).bytesWritten,
  writeSync: (fd, bytes, from, place) => writeSync(fd, bytes, from, bytes.length - from, place),
};

/** All of it; where it fails in the middle, the same bytes may be written to the same place again. */
export function writeAllSync(disk: Disk, fd: number, bytes: Buffer, place: number): void {
  for (let from = 0; from < bytes.length;) from += disk.writeSync(fd, bytes, from, place + from);
}
