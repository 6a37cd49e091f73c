import { Store } from './store';

/** What checks a value that was kept: a schema of zod, or of zod/mini. */
type Shape<T> = { safeParse(value: unknown): { success: true; data: T } | { success: false } };

/** A store that outlives the page: read once at the door, written on every change. What does not parse is as if it were not there. */
export function kept<T>(storage: Storage, key: string, schema: Shape<T>, otherwise: T): Store<T> {
  const store = new Store<T>(read(storage, key, schema) ?? otherwise);
  store.subscribe(() => {
    const value = store.get();
    if (value === null) storage.removeItem(key);
    else storage.setItem(key, JSON.stringify(value));
  });
  return store;
}

function read<T>(storage: Storage, key: string, schema: Shape<T>): T | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(storage.getItem(key) ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
