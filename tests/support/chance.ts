/** Chance that can be repeated: what grows as a product (routes × types × values) is sampled, another part of it each day. */

/** Numbers from 0 to 1, always the same for a seed (mulberry32). */
export type Chance = () => number;
export function chances(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const oneOf = <T>(chance: Chance, all: readonly T[]): T => all[Math.floor(chance() * all.length)]!;

/** At most `most` of them, in their order. */
export function sample<T>(chance: Chance, all: readonly T[], most: number): readonly T[] {
  let wanted = Math.min(most, all.length);
  return all.filter((_, i) => chance() * (all.length - i) < wanted && wanted-- > 0);
}

/** The day's (UTC): what fails today fails again today, and tomorrow looks elsewhere. `ZUOXI_TEST_SEED` repeats another. It is printed. */
export function seedOfToday(what: string): number {
  const seed = Number(process.env.ZUOXI_TEST_SEED ?? Math.floor(Date.now() / 86_400_000));
  process.stdout.write(`${what}: sampled with ZUOXI_TEST_SEED=${seed}\n`);
  return seed;
}
