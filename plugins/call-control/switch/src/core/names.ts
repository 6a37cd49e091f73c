/** Names that no other switch, no former process and nobody else in this one gives: `<shard>-<epoch>-…`. Counters are written in base 36. */
import type { World } from './model';

type Namespace = Pick<World, 'shard' | 'epoch'>;

const within = ({ shard, epoch }: Namespace): string => `${shard}-${epoch.toString(36)}-`;

/** Calls and legs that the core makes. Kept in the world, so a replay of the journal makes the same. */
export const nextName = (world: Namespace & { counter: number }): string => {
  world.counter += 1;
  return within(world) + world.counter.toString(36);
};

/** A leg that calls us: named before the core hears of it, by a counter that ends with the process. The dash keeps it apart: a core's counter holds none. */
export const incomingName = (world: Namespace, count: number): string => `${within(world)}in-${count.toString(36)}`;
