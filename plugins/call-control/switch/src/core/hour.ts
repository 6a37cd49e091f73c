/** What was dialled and paid within an hour: twelve buckets of five minutes, the oldest given up as time goes on. O(1) for each call. */
import type { Time } from '@zuoxi/contracts';

/** `slot`: the number of the newest bucket since 1970. A bucket's place is its number modulo twelve. */
export type Hour = { readonly slot: number; readonly calls: readonly number[]; readonly cost: readonly number[] };
export type Spent = { readonly calls: number; readonly cost: number };

const buckets = 12;
const slotMs = 5 * 60_000;
const none = Array.from({ length: buckets }, () => 0);

/** The same hour as it is at `now`: what is older is nought. A clock that was set back stands still. */
function at(hour: Hour | undefined, now: Time): Hour {
  const slot = Math.floor(now / slotMs);
  if (!hour || slot - hour.slot >= buckets) return { slot, calls: none, cost: none };
  if (slot <= hour.slot) return hour;
  const kept = (values: readonly number[]) =>
    values.map((value, place) => ((((place - hour.slot - 1) % buckets) + buckets) % buckets < slot - hour.slot ? 0 : value));
  return { slot, calls: kept(hour.calls), cost: kept(hour.cost) };
}

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

export function spent(hour: Hour | undefined, now: Time): Spent {
  const { calls, cost } = at(hour, now);
  return { calls: sum(calls), cost: sum(cost) };
}

export function spend(hour: Hour | undefined, now: Time, more: Spent): Hour {
  const { slot, calls, cost } = at(hour, now);
  const place = slot % buckets;
  return { slot, calls: calls.with(place, calls[place]! + more.calls), cost: cost.with(place, cost[place]! + more.cost) };
}
