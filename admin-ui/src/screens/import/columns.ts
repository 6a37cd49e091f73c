/** The columns of a spreadsheet, by the words that stand above them. Pure. */
import type { FieldSchema, TypeSchema } from '@zuoxi/contracts';
import { fitsCell, mustBeGiven } from './importable';
import type { Cells, OwnRules } from './model';

/** The fields that may be imported; passwords only where the type's own rules want one. */
export function columnsOf(type: TypeSchema, types: ReadonlyMap<string, TypeSchema>, own?: OwnRules): FieldSchema[] {
  const first = own?.columns ?? [];
  const place = ({ path }: FieldSchema): number => (first.includes(path) ? first.indexOf(path) : first.length);
  return type.fields
    .filter((field) => field.access === 'write' && (first.includes(field.path) || fitsCell(field, types)))
    .sort((a, b) => place(a) - place(b));
}

/** In any case and with any blanks; a star marks what is required. */
const plain = (head: string): string => head.replace(/[\s\ufeff*＊]/g, '').toLowerCase();

function pathOf(head: string, columns: readonly FieldSchema[], own?: OwnRules): string | null {
  const word = plain(head);
  const called = ({ path, label }: FieldSchema): string[] => [label.zh, label.en, path].map(plain);
  const found =
    columns.find((field) => called(field).includes(word)) ?? columns.find(({ path }) => own?.heads[path]?.includes(word));
  return word ? (found?.path ?? null) : null;
}

/** The first line of a spreadsheet, which can be read back. */
export const headOf = (columns: readonly FieldSchema[], language: 'zh' | 'en'): string[] =>
  columns.map((field) => `${field.label[language]}${mustBeGiven(field) ? '*' : ''}`);

/** `columns`: the paths that the lines have. `unknown`: heads that mean nothing here. */
export type Table = { columns: string[]; rows: Cells[]; unknown: string[] };

/** Null: no word of the first line is a column's, and the type has no order of its own to take instead. */
export function readTable(lines: readonly (readonly string[])[], columns: readonly FieldSchema[], own?: OwnRules): Table | null {
  const full = lines.filter((line) => line.some((cell) => cell.trim() !== ''));
  const [first = [], ...below] = full;
  const head = first.map((word) => pathOf(word, columns, own));
  const named = head.some((path) => path !== null);
  if (!named && !own) return null;
  const order = named ? head : own?.columns.map((path) => (columns.some((field) => field.path === path) ? path : null));
  const rows = (named ? below : full).map((line) =>
    Object.fromEntries(
      line.flatMap((cell, at) => {
        const path = order?.[at];
        return path ? [[path, cell.trim()]] : [];
      }),
    ),
  );
  return {
    columns: (order ?? []).filter((path) => path !== null),
    rows,
    unknown: named ? first.filter((word, at) => head[at] === null && word.trim() !== '') : [],
  };
}
