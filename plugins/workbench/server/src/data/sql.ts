/** Pieces of SQL with their values. Only numbers, names from Strapi's metadata and names that passed a strict pattern are written into the text itself. */
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';

export type Value = string | number | boolean | null | Date | readonly (string | number | boolean)[];
export type Sql = { text: string; values: readonly Value[] };

/** sql`t.${raw('"a"')} = ${value}`: pieces are put in, values bound. */
export function sql(texts: TemplateStringsArray, ...parts: readonly (Sql | Value)[]): Sql {
  const values: Value[] = [];
  const text = texts.reduce((whole, piece, i) => {
    const part = parts[i - 1];
    if (part === undefined) return whole + piece;
    if (!isSql(part)) {
      values.push(part);
      return `${whole}?${piece}`;
    }
    values.push(...part.values);
    return whole + part.text + piece;
  });
  return { text, values };
}

const isSql = (part: Sql | Value): part is Sql => typeof part === 'object' && part !== null && 'text' in part;

export const raw = (text: string): Sql => ({ text, values: [] });
export const name = (column: string): Sql => raw(`"${column.replaceAll('"', '""')}"`);
/** Written into the text: PostgreSQL plans for the number that it sees. */
export const whole = (n: number): Sql => raw(String(Math.trunc(n)));
export const yes = raw('true');
export const no = raw('false');

const joined = (parts: readonly Sql[], by: string): Sql => ({
  text: parts.map(({ text }) => `(${text})`).join(by),
  values: parts.flatMap(({ values }) => values),
});
export const and = (parts: readonly Sql[]): Sql => (parts.length ? joined(parts, ' and ') : yes);
export const or = (parts: readonly Sql[]): Sql => (parts.length ? joined(parts, ' or ') : no);
export const list = (parts: readonly Sql[]): Sql => ({
  text: parts.map(({ text }) => text).join(', '),
  values: parts.flatMap(({ values }) => values),
});

type Answer = { rows: Record<string, unknown>[] };

/** `on`: the connection of a transaction. */
export async function ask(
  strapi: Core.Strapi,
  { text, values }: Sql,
  on: Knex = strapi.db.connection,
): Promise<Record<string, unknown>[]> {
  const answer: Answer = await on.raw(text, [...values]);
  return answer.rows;
}
