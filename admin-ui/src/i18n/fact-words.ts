import type { ToldFact } from '@zuoxi/contracts';

type Area<T> = T extends `${infer A}.${string}` ? A : never;
/** A sentence for each fact that has a line in the timeline. */
export type FactWords = {
  readonly [A in Area<ToldFact>]: { readonly [T in ToldFact as T extends `${A}.${infer B}` ? B : never]: string };
};
