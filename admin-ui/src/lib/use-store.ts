import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { Readable } from '../providers/store';

export const useStore = <T>(store: Readable<T>): T => useSyncExternalStore(store.subscribe, store.get);

/** Renders again only when the picked part changes; `pick` gives primitives or parts of the state, nothing freshly made. */
export function usePick<T, R>(store: Readable<T>, pick: (value: T) => R): R {
  return useSyncExternalStore(
    store.subscribe,
    useCallback(() => pick(store.get()), [store, pick]),
  );
}

/** Several at once, however many there are. */
export function useStores<T>(stores: readonly Readable<T>[]): readonly T[] {
  const seen = useRef<readonly T[]>([]);
  return useSyncExternalStore(
    (listener) => {
      const ends = stores.map((store) => store.subscribe(listener));
      return () => ends.forEach((end) => end());
    },
    () => {
      const now = stores.map((store) => store.get());
      if (now.length !== seen.current.length || now.some((value, i) => value !== seen.current[i])) seen.current = now;
      return seen.current;
    },
  );
}
