/** A value that changes, for parts that know nothing of React. Listeners run after the value is set. */
export type Readable<T> = { get(): T; subscribe(listener: () => void): () => void };

export type Writable<T> = Readable<T> & { set(next: T | ((before: T) => T)): void };

export class Store<T> implements Writable<T> {
  private readonly listeners = new Set<() => void>();

  constructor(private value: T) {}

  // arrow functions: React's useSyncExternalStore takes them off the object
  readonly get = (): T => this.value;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  set(next: T | ((before: T) => T)): void {
    const value = typeof next === 'function' ? (next as (before: T) => T)(this.value) : next;
    if (Object.is(value, this.value)) return;
    this.value = value;
    for (const listener of [...this.listeners]) listener();
  }
}

/** Resolves with the first value, now or later, for which `pick` gives something; with null after `ms`. */
export function until<T, R>(store: Readable<T>, pick: (value: T) => R | null | undefined | false, ms: number): Promise<R | null> {
  return new Promise((resolve) => {
    let stop = (): void => undefined;
    const done = (found: R | null): void => {
      stop();
      clearTimeout(timer);
      resolve(found);
    };
    const look = (): boolean => {
      const found = pick(store.get());
      if (found === null || found === undefined || found === false) return false;
      done(found);
      return true;
    };
    const timer = setTimeout(() => done(null), ms);
    if (!look()) stop = store.subscribe(look);
  });
}
