/** A handler for each member of the union `M`, by its discriminant `K`. */
export type Handlers<M extends Record<K, string>, K extends PropertyKey, R = void> = {
  readonly [T in M[K]]: (of: Extract<M, Record<K, T>>) => R;
};

/** Calls the handler of a union's member. The compiler does not see that `table[of[key]]` takes `of` (TypeScript issue 30581): this is the one place that says so. */
export const dispatch = <M extends Record<K, string>, K extends PropertyKey, R>(table: Handlers<M, K, R>, key: K, of: M): R =>
  (table[of[key]] as (of: M) => R)(of);
