/** What can be said of a row before the server is asked, and what is sent. Pure. */
import type { FieldIssue, FieldSchema } from '@zuoxi/contracts';
import { readCell, type Read } from './cells';
import { mustBeGiven } from './importable';
import type { Cells, OwnRules, Problem } from './model';
import { readRelation, rowsNamed, type Found } from './relations';

/** `shared`: what all rows have that no column says, by path. */
export type Import = {
  columns: readonly FieldSchema[];
  own: OwnRules | undefined;
  found: Found;
  shared: Readonly<Record<string, unknown>>;
};

/** Undefined: an empty cell. Null: it names a row that is still looked for. */
function read(field: FieldSchema, cells: Cells, { own, found }: Import): Read | null | undefined {
  const given = cells[field.path]?.trim() ?? '';
  if (given === '') return undefined;
  if (field.of.kind === 'relation') return readRelation(field, given, found);
  return readCell(field, own?.clean[field.path]?.(given) ?? given);
}

export const isPending = (cells: Cells, about: Import): boolean =>
  about.columns.some((field) => read(field, cells, about) === null);

function bySchema(cells: Cells, about: Import): Problem[] {
  return about.columns.flatMap((field): Problem[] => {
    const made = read(field, cells, about);
    const column = field.path;
    if (made === undefined) return mustBeGiven(field) && !(column in about.shared) ? [{ column, code: 'required' }] : [];
    return made && 'code' in made ? [{ column, ...made }] : [];
  });
}

/** Of each row, in their order. */
export function problemsOf(rows: readonly Cells[], about: Import): Problem[][] {
  const field = (path: string) => about.columns.find((one) => one.path === path);
  const trimmed = rows.map((cells) => Object.fromEntries(Object.entries(cells).map(([path, cell]) => [path, cell.trim()])));
  const judge = about.own?.judge(trimmed, (path, cells) => {
    const column = field(path);
    return column ? rowsNamed(column, cells[path] ?? '', about.found) : [];
  });
  return trimmed.map((cells) => [...bySchema(cells, about), ...(judge?.(cells) ?? [])]);
}

/** As POST /data/:type/import takes a row; of a row without problems. */
export const valuesOf = (cells: Cells, about: Import): Record<string, unknown> => ({
  ...about.shared,
  ...Object.fromEntries(
    about.columns.flatMap((field) => {
      const made = read(field, cells, about);
      return made && 'value' in made ? [[field.path, made.value]] : [];
    }),
  ),
});

/** What the server said of a row, in the terms above. */
export const refused = (issues: readonly FieldIssue[], own?: OwnRules): Problem[] =>
  issues.map(({ field, code, limit }) => ({
    column: field,
    code: own?.better[`${field} ${code}`] ?? code,
    ...(limit !== undefined && { limit }),
  }));
