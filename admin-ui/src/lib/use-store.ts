import { useCallback, useSyncExternalStore } from 'react';
import type { Readable } from '../providers/store';

export const useStore = <T>(store: Readable<T>): T => useSyncExternalStore(store.subscribe, store.get);

/** Renders again only when the picked part changes; `pick` gives primitives or parts of the state, nothing freshly made. */
export function usePick<T, R>(store: Readable<T>, pick: (value: T) => R): R {
  return useSyncExternalStore(
    store.subscribe,
    useCallback(() => pick(store.get()), [store, pick]),
  );
}
