/** Names nobody can guess (RFC 3261 §19.3: tags carry at least 32 bits of cryptographic randomness). */
import { randomFillSync } from 'node:crypto';

// one system call per 4 kB: asking the system for each id cost more than parsing the message
const pool = Buffer.alloc(4096);
let at = pool.length;

/** `bytes` random bytes as lower-case hex. */
export function randomHex(bytes: number): string {
  if (at + bytes > pool.length) {
    randomFillSync(pool);
    at = 0;
  }
  at += bytes;
  return pool.toString('hex', at - bytes, at);
}

export const newTag = () => randomHex(8);
export const newCallId = () => randomHex(16);
/** RFC 3261 §8.1.1.7: the cookie says that the branch is unique by itself. */
export const branchCookie = 'z9hG4bK';
export const newBranch = () => branchCookie + randomHex(8);
