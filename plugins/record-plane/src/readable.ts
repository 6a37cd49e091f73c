/** What PostgreSQL and our own code can read of what people send. */
import { z } from 'zod';

/** PostgreSQL's errors: class 22, a value that is none; 54, one that is larger than an index takes. https://www.postgresql.org/docs/15/errcodes-appendix.html */
const Unreadable = z.looseObject({ code: z.string().regex(/^(22|54)[0-9A-Z]{3}$/), severity: z.string() });
export const isUnreadable = (error: unknown): boolean => Unreadable.safeParse(error).success;

/** Whether JSON nests deeper than that. Level by level: an attack on recursion is not answered by recursion. */
export function isDeeper(given: unknown, limit: number): boolean {
  let level: unknown[] = [given];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((one): unknown[] => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}
