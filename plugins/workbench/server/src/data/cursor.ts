/** Where a page ended: the sort key's value as PostgreSQL writes it, and the row's number, which orders rows of one value. */
import type { Sort } from '@zuoxi/contracts';
import { z } from 'zod';
import { Refused } from '@zuoxi/record-plane';

const Cursor = z.strictObject({
  f: z.string(),
  o: z.enum(['asc', 'desc']),
  k: z
    .string()
    .regex(/^[^\0]*$/)
    .nullable(),
  // PostgreSQL's integer
  i: z.number().int().min(0).max(2_147_483_647),
});
export type Cursor = { key: string | null; row: number };

export const cursorText = ({ field, order }: Sort, { key, row }: Cursor): string =>
  Buffer.from(JSON.stringify({ f: field, o: order, k: key, i: row } satisfies z.infer<typeof Cursor>)).toString('base64url');

/** Refuses one of another order: its pages would have holes. */
export function readCursor(text: string, { field, order }: Sort): Cursor {
  const read = parse(Buffer.from(text, 'base64url').toString());
  if (!read || read.f !== field || read.o !== order) throw new Refused('badRequest', 'after');
  return { key: read.k, row: read.i };
}

function parse(text: string): z.infer<typeof Cursor> | null {
  try {
    return Cursor.parse(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null;
    throw error;
  }
}
