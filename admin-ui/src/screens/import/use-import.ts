import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useServices } from '../../kit/services';
import { RestError } from '../../providers/strapi/http';
import type { Table } from './columns';
import type { Cells, OwnRules, Problem } from './model';
import { refused } from './rows';

export const most = 1000;
/** Rows a request: few enough to see it go on, and that a broken line leaves little unknown. */
const atOnce = 50;

/** `said`: what the server refused; it counts until the row is changed. */
export type Line = { key: number; cells: Cells; said: readonly Problem[]; refusal: string | null };
/** Why nothing was read. */
export type Unread = { why: 'noHead' | 'noRows' } | { why: 'tooMany'; n: number };
export type Progress = { made: number; of: number | null; failed: string | null; unread: Unread | null };
const nothingYet: Progress = { made: 0, of: null, failed: null, unread: null };
const noTable: Table = { columns: [], rows: [], unknown: [] };

const unreadOf = (table: Table | null): Unread | null => {
  if (!table) return { why: 'noHead' };
  if (table.rows.length === 0) return { why: 'noRows' };
  return table.rows.length > most ? { why: 'tooMany', n: table.rows.length } : null;
};

let keys = 0;
const lineOf = (cells: Cells): Line => ({ key: keys++, cells, said: [], refusal: null });

/** The rows of the dialog: a made one goes, a refused one stays with the reason. */
export function useImport(type: string, own?: OwnRules) {
  const { platform } = useServices();
  const queries = useQueryClient();
  const [table, setTable] = useState(noTable);
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [progress, setProgress] = useState(nothingYet);

  const read = (given: Table | null): void => {
    const unread = unreadOf(given);
    setProgress({ ...nothingYet, unread });
    setTable(given ?? noTable);
    setLines(unread || !given ? [] : given.rows.map(lineOf));
  };
  const change = (key: number, column: string, value: string): void =>
    setLines((all) =>
      all.map((line) =>
        line.key === key ? { ...line, cells: { ...line.cells, [column]: value }, said: [], refusal: null } : line,
      ),
    );
  const drop = (key: number): void => setLines((all) => all.filter((line) => line.key !== key));
  const clear = (): void => {
    setLines([]);
    setTable(noTable);
    setProgress(nothingYet);
  };

  const send = async (ready: readonly Line[], valuesOf: (cells: Cells) => Record<string, unknown>): Promise<void> => {
    setProgress({ ...nothingYet, of: ready.length });
    let made = 0;
    let failed: string | null = null;
    for (let at = 0; at < ready.length && !failed; at += atOnce) {
      const part = ready.slice(at, at + atOnce);
      try {
        const { rows } = await platform.client.importRows(
          type,
          part.map(({ cells }) => valuesOf(cells)),
        );
        const answers = new Map(part.map(({ key }, i) => [key, rows[i]]));
        made += rows.filter((row) => 'id' in row).length;
        setLines((all) =>
          all.flatMap((line) => {
            const answer = answers.get(line.key);
            if (!answer) return [line];
            if ('id' in answer) return [];
            return [{ ...line, said: refused(answer.issues, own), refusal: answer.issues.length ? null : answer.code }];
          }),
        );
      } catch (error) {
        failed = error instanceof RestError ? error.code : 'internal';
      }
      setProgress((before) => ({ ...before, made, failed }));
    }
    setProgress((before) => ({ ...before, of: null }));
    void queries.invalidateQueries({ queryKey: [type] });
  };
  return { table, lines, progress, read, change, drop, clear, send };
}
