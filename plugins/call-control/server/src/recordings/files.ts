/** Where recordings lie. Names come from the switch's call record alone; still none may lead out of the folder. */
import { open } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';

/** The path of a segment's file, or null for a name that leads elsewhere. */
export function fileOf(folder: string, name: string): string | null {
  const base = normalize(folder).replace(/\/+$/, '');
  const path = join(base, name);
  return path.startsWith(base + sep) && path.endsWith('.wav') ? path : null;
}

/** RIFF/WAVE: bytes a second at offset 28. The size in the header is not trusted: a mixer that died did not write it. */
const headerBytes = 44;

/** Milliseconds of sound in the file; null: there is none (yet, or any more). */
export async function durationOf(path: string): Promise<number | null> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
      const { size } = await file.stat();
      const rate = bytesRead === headerBytes ? buffer.readUInt32LE(28) : 0;
      return rate > 0 ? Math.round(((size - headerBytes) / rate) * 1000) : null;
    } finally {
      await file.close();
    }
  } catch {
    return null;
  }
}
