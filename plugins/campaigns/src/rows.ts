/** Rows of a statement, parsed. The connection is the tenant's; the tenant stands in each statement all the same, because indexes begin with it. */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';

type Value = string | number | boolean | null | Date | readonly string[];
type Raw = { raw(statement: string, values: Value[]): Promise<{ rows: unknown[] }> };

export async function rows<S extends z.ZodType>(
  strapi: Core.Strapi,
  schema: S,
  statement: string,
  values: readonly Value[],
  on: Raw = strapi.db.connection,
): Promise<z.output<S>[]> {
  const answer = await on.raw(statement, [...values]);
  return z.array(schema).parse(answer.rows);
}

/** For a column of jsonb: Strapi leaves it as text. */
export const json = <S extends z.ZodType>(schema: S) =>
  z.preprocess((given) => (typeof given === 'string' ? (JSON.parse(given) as unknown) : given), schema);

export const at = z.date().transform((moment) => moment.getTime());
