import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useServices } from '../../app/services';
import { RestError } from '../../providers/strapi/http';
import type { Cells, Column } from './columns';
import { readTable } from './columns';
import { refused, valuesOf, type Known, type Problem } from './rows';

export const most = 1000;
/** Rows a request: few enough to see it go on, and that a broken line leaves little unknown. */
const atOnce = 50;

/** `said`: what the server refused; it counts until the row is changed. */
export type Line = { key: number; cells: Cells; said: readonly Problem[]; refusal: string | null };
/** `tooMany`: how many rows were pasted */
export type Progress = { made: number; of: number | null; failed: string | null; unknown: string[]; tooMany: number | null };
const nothingYet: Progress = { made: 0, of: null, failed: null, unknown: [], tooMany: null };

let keys = 0;
const lineOf = (cells: Cells): Line => ({ key: keys++, cells, said: [], refusal: null });

/** The rows of the dialog: a made one goes, a refused one stays with the reason. */
export function useImport() {
  const { platform } = useServices();
  const queries = useQueryClient();
  const [lines, setLines] = useState<readonly Line[]>([]);
  const [progress, setProgress] = useState<Progress>(nothingYet);

  const read = (table: readonly (readonly string[])[]): void => {
    const { rows, unknown } = readTable(table);
    const tooMany = rows.length > most ? rows.length : null;
    setProgress({ ...nothingYet, unknown, tooMany });
    if (!tooMany) setLines(rows.map(lineOf));
  };
  const change = (key: number, column: Column, value: string): void =>
    setLines((all) =>
      all.map((line) =>
        line.key === key ? { ...line, cells: { ...line.cells, [column]: value }, said: [], refusal: null } : line,
      ),
    );
  const drop = (key: number): void => setLines((all) => all.filter((line) => line.key !== key));
  const clear = (): void => {
    setLines([]);
    setProgress(nothingYet);
  };

  const send = async (ready: readonly Line[], known: Known): Promise<void> => {
    setProgress({ ...nothingYet, of: ready.length });
    let made = 0;
    let failed: string | null = null;
    for (let at = 0; at < ready.length && !failed; at += atOnce) {
      const part = ready.slice(at, at + atOnce);
      try {
        const { rows } = await platform.client.importRows(
          'account',
          part.map(({ cells }) => valuesOf(cells, known)),
        );
        const answers = new Map(part.map(({ key }, i) => [key, rows[i]]));
        made += rows.filter((row) => 'id' in row).length;
        setLines((all) =>
          all.flatMap((line) => {
            const answer = answers.get(line.key);
            if (!answer) return [line];
            if ('id' in answer) return [];
            return [{ ...line, said: refused(answer.issues), refusal: answer.issues.length ? null : answer.code }];
          }),
        );
      } catch (error) {
        failed = error instanceof RestError ? error.code : 'internal';
      }
      setProgress((before) => ({ ...before, made, failed }));
    }
    setProgress((before) => ({ ...before, of: null }));
    void queries.invalidateQueries({ queryKey: ['account'] });
  };
  return { lines, progress, read, change, drop, clear, send };
}
