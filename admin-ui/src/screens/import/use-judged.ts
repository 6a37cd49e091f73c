import type { FieldSchema, Related } from '@zuoxi/contracts';
import { useMemo, useState } from 'react';
import type { Table } from './columns';
import { mustBeGiven } from './importable';
import type { OwnRules, Problem } from './model';
import { wantedOf } from './relations';
import { isPending, problemsOf, type Import } from './rows';
import { useFound } from './use-found';
import type { Line } from './use-import';

export type Shared = Readonly<Record<string, Related[]>>;
export type Judged = { line: Line; problems: readonly Problem[] };
type Given = { columns: readonly FieldSchema[]; own: OwnRules | undefined; table: Table; lines: readonly Line[]; open: boolean };

/** What the spreadsheet has, what is required, and where something is wrong or was typed to set that right. */
function shownPaths({ columns, own, shared }: Import, table: Table, judged: readonly Judged[]): string[] {
  const named = new Set([
    ...table.columns,
    ...(own?.columns ?? []),
    ...judged.flatMap(({ line, problems }) => [...Object.keys(line.cells), ...problems.map(({ column }) => column)]),
  ]);
  return columns
    .filter((field) => named.has(field.path) || (mustBeGiven(field) && !(field.path in shared)))
    .map(({ path }) => path);
}

/** What is wrong with each line, and which are ready: those with nothing wrong and no name that is still looked for. */
export function useJudged({ columns, own, table, lines, open }: Given) {
  const [shared, setShared] = useState<Shared>({});
  const rows = useMemo(() => lines.map(({ cells }) => cells), [lines]);
  const { found, error } = useFound(
    useMemo(() => wantedOf(columns, rows), [columns, rows]),
    open,
  );
  const linked = useMemo(() => columns.filter((field) => field.of.kind === 'relation' && mustBeGiven(field)), [columns]);
  const forAll = useMemo(() => linked.filter(({ path }) => !table.columns.includes(path)), [linked, table]);
  const about = useMemo((): Import => {
    const ids = forAll.map(({ path, of }) => {
      const chosen = (shared[path] ?? []).map(({ id }) => id);
      return [path, of.kind === 'relation' && of.many ? chosen : chosen[0]];
    });
    return { columns, own, found, shared: Object.fromEntries(ids) };
  }, [columns, own, found, forAll, shared]);
  const judged = useMemo(() => {
    const problems = problemsOf(rows, about);
    return lines.map((line, i): Judged => ({ line, problems: [...(problems[i] ?? []), ...line.said] }));
  }, [lines, rows, about]);
  const paths = shownPaths(about, table, judged).join(' ');
  const good = judged.filter(({ problems }) => problems.length === 0).map(({ line }) => line);
  return {
    /** required relations; `forAll`: those that no column says */
    linked,
    forAll,
    shared,
    share: (path: string, value: Related[]) => setShared((before) => ({ ...before, [path]: value })),
    chosen: forAll.every(({ path }) => shared[path]?.length),
    about,
    judged,
    /** the same list as long as the same columns are shown */
    shown: useMemo(() => columns.filter(({ path }) => paths.split(' ').includes(path)), [columns, paths]),
    good,
    ready: good.filter(({ cells }) => !isPending(cells, about)),
    error,
  };
}
