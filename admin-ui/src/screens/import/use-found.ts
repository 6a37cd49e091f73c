import { useEffect, useState } from 'react';
import { useServices } from '../../kit/services';
import { useSchema } from '../../kit/use-schema';
import { findRows, type AskRows } from './find-rows';
import { namesOf } from './importable';
import { keyOf, type Found, type Wanted } from './relations';

/** Not at every key of a name that is typed. */
const stillMs = 250;
const nothing: Found = new Map();

/** What names in the spreadsheet mean, for whoever imports. Asked anew each time the dialog opens: what was missing may have been made meanwhile. */
export function useFound(wanted: readonly Wanted[], open: boolean): { found: Found; error: unknown } {
  const { client } = useServices().platform;
  const state = useSchema();
  const types = state.kind === 'here' ? state.types : null;
  const [found, setFound] = useState(nothing);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (open) setFound(nothing);
  }, [open]);
  const missing = wanted.filter((one) => !found.has(keyOf(one)));
  const asked = missing.map(keyOf).join('\n');
  useEffect(() => {
    if (!open || !types || missing.length === 0) return;
    const leaving = new AbortController();
    const look = async (): Promise<void> => {
      const targets = [...new Set(missing.map(({ target }) => target))];
      const answers = await Promise.all(
        targets.map(async (target) => {
          const ask: AskRows = async (filter) => {
            const { data, next } = await client.page(target, { filter, limit: 200 }, leaving.signal);
            return { rows: data, more: next !== null };
          };
          const type = types.get(target);
          const words = missing.flatMap((one) => (one.target === target ? [one.word] : []));
          const rows = await findRows(ask, type ? namesOf(type) : [], words);
          return words.map((word) => [keyOf({ target, word }), rows.get(word) ?? []] as const);
        }),
      );
      if (!leaving.signal.aborted) setFound((before) => new Map([...before, ...answers.flat()]));
    };
    const timer = setTimeout(() => {
      setError(null);
      look().catch((failure: unknown) => {
        if (!leaving.signal.aborted) setError(failure);
      });
    }, stillMs);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
    // `asked` stands for `missing`, which is another list at every drawing
  }, [asked, open, types, client]);
  return { found, error };
}
