/** Pieces of SQL with their values. Only numbers, names from Strapi's metadata and names that passed a strict pattern are written into the text itself. */
import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import { z } from 'zod';

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

export type Row = Record<string, unknown>;
/** A Strapi, whose connection works for whoever acts (`context.ts`), or the transaction that the statement belongs to. */
export type Database = Pick<Core.Strapi, 'db'> | Knex;

/** Runs a statement; its rows as PostgreSQL gives them. Rejects with the driver's error. */
export async function ask(on: Database, { text, values }: Sql): Promise<Row[]> {
  const answer: { rows: Row[] } = await ('db' in on ? on.db.connection : on).raw(text, [...values]);
  return answer.rows;
}

/** The same, each row parsed: one that does not fit is a mistake of ours, and thrown. */
export const read = async <S extends z.ZodType>(on: Database, row: S, statement: Sql): Promise<z.output<S>[]> =>
  z.array(row).parse(await ask(on, statement));

/** The first of them; null: there is none. */
export const readOne = async <S extends z.ZodType>(on: Database, row: S, statement: Sql): Promise<z.output<S> | null> =>
  (await read(on, row, statement))[0] ?? null;

/** What a column of json holds: Strapi's driver leaves it as text. */
export const fromJson = (given: unknown): unknown => (typeof given === 'string' ? (JSON.parse(given) as unknown) : given);
export const jsonColumn = <S extends z.ZodType>(schema: S) => z.preprocess(fromJson, schema);

/** A column of timestamptz, in ms since 1970. */
export const timeColumn = z.date().transform((moment) => moment.getTime());
