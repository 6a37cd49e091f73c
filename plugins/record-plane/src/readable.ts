/** What PostgreSQL and our own code can take of what people send. */
import type { RestErrorCode } from '@zuoxi/contracts';
import { z } from 'zod';

const DatabaseError = z.looseObject({ code: z.string(), severity: z.string() });

/**
 * Errors of PostgreSQL that are the asker's: class 22, a value that is none; 54, one that is larger than an index takes; 23505, what somebody else has
 * written first, maybe at the same moment. https://www.postgresql.org/docs/15/errcodes-appendix.html
 */
const askers: readonly (readonly [RegExp, RestErrorCode])[] = [
  [/^(22|54)/, 'badRequest'],
  [/^23505$/, 'taken'],
];

/** The refusal that an error of the database is; null: it is ours, an internal one. */
export function refusalOf(error: unknown): RestErrorCode | null {
  const read = DatabaseError.safeParse(error);
  return (read.success && askers.find(([codes]) => codes.test(read.data.code))?.[1]) || null;
}

/** Whether JSON nests deeper than that. Level by level: an attack on recursion is not answered by recursion. */
export function isDeeper(given: unknown, limit: number): boolean {
  let level: unknown[] = [given];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((one): unknown[] => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}
