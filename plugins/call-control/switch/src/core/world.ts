/** A new world, and the world as JSON and back: what a snapshot holds. Indexes are derived again, never stored. */
import type { Directory, DirectoryQueue } from '@zuoxi/contracts';
import { countRunning } from './costs';
import { emptyDirectory, indexDirectory } from './directory-index';
import { Heap } from './heap';
import type { Hour } from './hour';
import { countLines } from './lines';
import { indexAgent, indexCall } from './matching';
import { mobileOff } from './mobile';
import type { Agent, Call, World } from './model';

type Older<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

export type Saved = {
  epoch: number;
  counter: number;
  seq: number;
  /** what was written before there were flows, mobiles, or subjects, has none */
  directory: Older<Directory, 'flows'>;
  kept: readonly DirectoryQueue[];
  calls: readonly Older<Call, 'flow' | 'subject'>[];
  agents: readonly Older<Agent, 'mobile' | 'asideUntil'>[];
  /** older ones counted nothing */
  hours?: readonly (readonly [string, Hour])[];
};

const build = (shard: string, s: Saved): World => {
  const calls = s.calls.map((c): Call => ({ ...c, flow: c.flow ?? null, subject: c.subject ?? null }));
  const world: World = {
    shard,
    epoch: s.epoch,
    counter: s.counter,
    seq: s.seq,
    directory: indexDirectory({ ...s.directory, flows: s.directory.flows ?? [] }, s.kept),
    calls: new Map(calls.map((c) => [c.id, c])),
    legs: new Map(calls.flatMap((c) => c.legs.map((l) => [l.id, c.id]))),
    agents: new Map(s.agents.map((a) => [a.id, { ...a, mobile: a.mobile ?? mobileOff, asideUntil: a.asideUntil ?? null }])),
    waiting: new Map(),
    available: new Map(),
    agenda: new Heap(),
    lines: new Map(),
    byMobile: new Set(),
    hours: new Map(s.hours),
    running: new Map(),
  };
  for (const call of world.calls.values()) {
    countLines(world, call, 1);
    countRunning(world, call, 1);
  }
  reindex(world);
  return world;
};

export function reindex(world: World): void {
  world.waiting.clear();
  world.available.clear();
  world.byMobile.clear();
  for (const agent of world.agents.values()) indexAgent(world, agent);
  for (const call of world.calls.values()) indexCall(world, call);
}

export const newWorld = (shard: string): World =>
  build(shard, { epoch: 0, counter: 0, seq: 0, directory: emptyDirectory, kept: [], calls: [], agents: [] });

export const saveWorld = (w: World): Saved => ({
  epoch: w.epoch,
  counter: w.counter,
  seq: w.seq,
  directory: w.directory.source,
  kept: [...w.directory.queues.values()],
  calls: [...w.calls.values()],
  agents: [...w.agents.values()],
  hours: [...w.hours],
});

export const loadWorld = (shard: string, saved: Saved): World => build(shard, saved);
