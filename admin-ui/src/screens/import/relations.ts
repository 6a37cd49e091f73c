/** Related rows by what people call them. Pure. */
import type { DataRow, FieldSchema } from '@zuoxi/contracts';
import { severalIn, type Read } from './cells';
import type { Cells } from './model';

/** A name that occurs in the spreadsheet, and the type of the row that is meant. */
export type Wanted = { target: string; word: string };
/** What the server knows by a name; a name that it was not asked for yet is missing. */
export type Found = ReadonlyMap<string, readonly DataRow[]>;

export const keyOf = ({ target, word }: Wanted): string => `${target} ${word}`;

export const wantedIn = ({ of }: FieldSchema, cell: string): Wanted[] =>
  of.kind !== 'relation'
    ? []
    : (of.many ? severalIn(cell) : [cell.trim()]).filter(Boolean).map((word) => ({ target: of.target, word }));

/** Every name once. */
export function wantedOf(columns: readonly FieldSchema[], rows: readonly Cells[]): Wanted[] {
  const linked = columns.filter(({ of }) => of.kind === 'relation');
  const all = rows.flatMap((cells) => linked.flatMap((field) => wantedIn(field, cells[field.path] ?? '')));
  return [...new Map(all.map((wanted) => [keyOf(wanted), wanted])).values()];
}

export const rowsNamed = (field: FieldSchema, cell: string, found: Found): DataRow[] =>
  wantedIn(field, cell).flatMap((wanted) => found.get(keyOf(wanted)) ?? []);

/** Null: not known yet. */
export function readRelation(field: FieldSchema, cell: string, found: Found): Read | null {
  const wanted = wantedIn(field, cell);
  const rows = wanted.map((one) => found.get(keyOf(one)));
  if (rows.includes(undefined)) return null;
  const lost = rows.findIndex((one) => one?.length !== 1);
  if (lost >= 0) return { code: rows[lost]?.length ? 'ambiguous' : 'noSuch', limit: wanted[lost]?.word };
  const ids = [...new Set(rows.flatMap((one) => one?.[0]?.id ?? []))];
  return { value: field.of.kind === 'relation' && field.of.many ? ids : ids[0] };
}
