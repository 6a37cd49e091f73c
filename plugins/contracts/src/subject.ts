/** The row that something is about: a customer of a campaign, a ticket, an order. */
import { z } from 'zod';
import { TypeName } from './data';

export const Subject = z.object({ type: TypeName, id: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/) });
export type Subject = z.infer<typeof Subject>;

/** In an address: `<type>/<id>`. */
export const SubjectText = z
  .string()
  .max(130)
  .transform((text) => {
    const [type, id, ...more] = text.split('/');
    return { type, id: more.length > 0 ? undefined : id };
  })
  .pipe(Subject);

/** GET /data/:type/:id/dial/:field */
export const DialQuery = z.strictObject({ subject: SubjectText.optional() });

export const subjectText = ({ type, id }: Subject): string => `${type}/${id}`;
