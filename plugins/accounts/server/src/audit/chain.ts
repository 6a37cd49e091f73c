/** How entries hang together: each hash covers the one before it, so that nothing can be changed, taken out or put in between unseen (I10). Pure. */
import { createHash } from 'node:crypto';

export type Link = { tenant: string; n: number; at: string; actor: string; act: string; target: string; details: string };
/** What the first entry of a chain stands on. */
export const ground = '0'.repeat(64);

/** SHA-256 over the entry's parts as JSON, in this order. */
export const hashOf = (previous: string, { tenant, n, at, actor, act, target, details }: Link): string =>
  createHash('sha256')
    .update(JSON.stringify([previous, tenant, n, at, actor, act, target, details]))
    .digest('hex');

/** The number of the first entry that does not fit, or null. `last` is the entry before these. */
export function firstBroken(
  entries: readonly (Link & { previous: string; hash: string })[],
  last: { n: number; hash: string },
): number | null {
  let before = last;
  for (const entry of entries) {
    if (entry.n !== before.n + 1 || entry.previous !== before.hash || entry.hash !== hashOf(before.hash, entry)) return entry.n;
    before = entry;
  }
  return null;
}
