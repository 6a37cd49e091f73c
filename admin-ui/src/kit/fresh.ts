/** Rows that somebody else changed are asked for again; what is on the screen stays until the answer is here. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { usePick } from '../lib/use-store';
import { useServices } from './services';

function useWhenRowsChange(type: string, key: readonly string[]): void {
  const { platform } = useServices();
  const client = useQueryClient();
  const times = usePick(platform.rows, (all) => all.get(type) ?? 0);
  const seen = useRef(times);
  useEffect(() => {
    if (seen.current === times) return;
    seen.current = times;
    void client.invalidateQueries({ queryKey: key });
  }, [client, times, key]);
}

/** Every list, row and count of a type. */
export function FreshRows({ type }: { type: string }) {
  const key = useRef([type]);
  useWhenRowsChange(type, key.current);
  return null;
}

type FreshQuery<T> = { type: string; key: readonly string[]; ask: (signal: AbortSignal) => Promise<T>; everyMs?: number };

const awayMs = 5_000;

/** Something made of a content type's rows: asked again when rows changed, every `everyMs`, and by itself while the record plane is away. */
export function useFresh<T>({ type, key, ask, everyMs }: FreshQuery<T>) {
  useWhenRowsChange(type, key);
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => ask(signal),
    retry: false,
    refetchInterval: ({ state }) => (state.error ? awayMs : (everyMs ?? false)),
  });
}
