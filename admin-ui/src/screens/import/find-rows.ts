/** Asks the server for the rows of a type that have one of many names: for these alone, however many rows there are. */
import type { DataRow, Filter } from '@zuoxi/contracts';
import { valueAt } from '../value-at';

/** A page of rows; `more` when there are others. */
export type AskRows = (filter: Filter) => Promise<{ rows: DataRow[]; more: boolean }>;

/** The question stands in the address, which is short. */
const longest = 2000;
/** What is longer is nobody's name, and would spoil the question for the others. */
const longestName = 255;
/** What is written in another case is asked for name by name: a few typing errors, not a spreadsheet of them. */
const oneByOne = 50;

function parts(words: readonly string[]): string[][] {
  const all: string[][] = [];
  let left = 0;
  for (const word of words) {
    const length = encodeURIComponent(word).length + 12;
    if (length > left) all.push([]);
    left = (length > left ? longest : left) - length;
    all.at(-1)?.push(word);
  }
  return all;
}

/** A page that names fill is asked again in halves, down to one name. */
async function called(ask: AskRows, field: string, words: readonly string[]): Promise<DataRow[]> {
  const { rows, more } = await ask([{ field, op: 'in', value: [...words] }]);
  if (!more || words.length === 1) return rows;
  const half = Math.ceil(words.length / 2);
  return [...(await called(ask, field, words.slice(0, half))), ...(await called(ask, field, words.slice(half)))];
}

/** Rows by name, where `names` are the fields that a name may stand in. As it is written goes before another case. */
export async function findRows(
  ask: AskRows,
  names: readonly string[],
  words: readonly string[],
): Promise<Map<string, DataRow[]>> {
  const found = new Map(words.map((word): [string, Map<string, DataRow>] => [word, new Map()]));
  const keep = (word: string, row: DataRow): unknown => found.get(word)?.set(row.id, row);
  const asked = words.filter((word) => word.length <= longestName);
  for (const field of names) {
    for (const part of parts(asked)) {
      for (const row of await called(ask, field, part)) keep(String(valueAt(row, field)), row);
    }
  }
  const left = asked.filter((word) => found.get(word)?.size === 0 && word.toLowerCase() !== word.toUpperCase());
  for (const word of left.slice(0, oneByOne))
    for (const field of names) {
      const { rows } = await ask([{ field, op: 'startsWith', value: word }]);
      for (const row of rows) if (String(valueAt(row, field)).toLowerCase() === word.toLowerCase()) keep(word, row);
    }
  return new Map([...found].map(([word, rows]) => [word, [...rows.values()]]));
}
