import { z } from 'zod';
import { Refused } from './refused';

/** What does not fit, as one line for developers: `limit: Too big; unknown: colour`. It repeats names, never values. */
export const wordsOf = (error: z.ZodError): string =>
  error.issues
    .map((issue) => {
      const words = issue.code === 'unrecognized_keys' ? `unknown ${issue.keys.join(', ')}` : issue.message;
      return issue.path.length ? `${issue.path.join('.')}: ${words}` : words;
    })
    .join('; ');

/** Parses what came in at the door; a wrong shape is refused as `badRequest` with the names of what is wrong. */
export function parsed<S extends z.ZodType>(schema: S, given: unknown): z.output<S> {
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  throw new Refused('badRequest', wordsOf(read.error));
}

/** As Strapi makes them. */
export const DocumentId = z.string().regex(/^[a-z0-9]{1,64}$/);
/** An id in a path: what is no id at all is nobody's either (`notFound`). */
export function idIn(given: unknown): string {
  const id = DocumentId.safeParse(given);
  if (!id.success) throw new Refused('notFound');
  return id.data;
}
