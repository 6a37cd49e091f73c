/** Where files lie that people made: recordings and uploads. Two adapters, a folder and a bucket of S3, and the two in a row. */
import type { Readable } from 'node:stream';

/** Both bytes are included (RFC 9110 §14.1.2). */
export type Range = { from: number; to: number };

export type StoredFile = {
  /** bytes */
  size: number;
  /** All of it, or a part of it that lies inside. Rejects when it is gone meanwhile. */
  read(range?: Range): Promise<Readable>;
};

/** Keys are paths such as `<tenant>/2026/11/29/<random>.1.wav`. A key that leads elsewhere is refused, whoever made it. */
export type Storage = {
  /** null: there is none */
  find(key: string): Promise<StoredFile | null>;
  /** Puts what lies in a local file there, whole or not at all. The local file stays. */
  put(key: string, path: string): Promise<void>;
  /** One that is not there is removed, too. */
  remove(key: string): Promise<void>;
  list(): AsyncIterable<{ key: string; size: number }>;
};

export class BadKey extends Error {}

/** Throws a BadKey for one that could lead out of where it belongs. */
export function checked(key: string): string {
  const bad = key.split('/').some((part) => ['', '.', '..'].includes(part)) || /[\p{Cc}\\]/u.test(key);
  if (bad) throw new BadKey('no key of a stored file');
  return key;
}
