/**
 * What operators watch, in Prometheus' format (docs/operations.md lists it). Labels name queues, parts and reasons, never a person, a number or an enterprise:
 * who reads them need not be of the house, and their number does not grow with the calls.
 */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { SwitchEvent } from '@zuoxi/contracts';
import type { World } from '../core';

export type Watched = {
  world: World;
  clock: () => number;
  workbenches: () => number;
  /** null is well, a sentence is not */
  parts: () => Readonly<Record<string, string | null>>;
  /** bytes of journal that a restart would read */
  journalBytes: () => number;
  /** events that the record plane has not stored, and when the oldest of them happened; null while no record plane has said how far it is */
  lag: () => { events: number; oldest: number | null } | null;
};

const activities = ['idle', 'offered', 'talking', 'wrapUp'] as const;
const legStates = ['dialing', 'ringing', 'answered'] as const;
const directions = ['inbound', 'outbound', 'internal'] as const;
const countOf = <K extends string>(names: readonly K[]): Record<K, number> =>
  Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;

const fsyncSeconds = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];
const waitSeconds = [1, 2, 5, 10, 20, 30, 45, 60, 90, 120, 180, 300, 600];
const talkSeconds = [5, 15, 30, 60, 120, 180, 300, 600, 1200, 3600];

export class Metrics {
  readonly registry = new Registry();
  private readonly journal: Histogram;
  private readonly journalFailures: Counter;
  private readonly facts: Counter<'type'>;
  private readonly ended: Counter<'direction' | 'outcome'>;
  private readonly endings: Counter<'cause' | 'owner'>;
  private readonly refused: Counter<'cause'>;
  private readonly waited: Histogram<'queue'>;
  private readonly talked: Histogram<'queue'>;
  private readonly queued: Counter<'queue' | 'outcome'>;

  constructor(watched: Watched) {
    const registers = [this.registry];
    const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]): Counter<L> =>
      new Counter({ name, help, labelNames, registers });
    const histogram = <L extends string>(name: string, help: string, buckets: number[], labelNames: readonly L[]): Histogram<L> =>
      new Histogram({ name, help, buckets, labelNames, registers });
    this.journal = histogram('zuoxi_journal_commit_seconds', 'Until a group of inputs is on disk', fsyncSeconds, []);
    this.journalFailures = counter('zuoxi_journal_failures_total', 'Commits that the disk refused', []);
    this.facts = counter('zuoxi_facts_total', 'Facts by type', ['type']);
    this.ended = counter('zuoxi_calls_ended_total', 'Calls that are over, by outcome', ['direction', 'outcome']);
    this.endings = counter('zuoxi_call_endings_total', 'Calls that are over, by who ended them and why', ['cause', 'owner']);
    this.refused = counter('zuoxi_calls_refused_total', 'Invitations that never became a call', ['cause']);
    this.queued = counter('zuoxi_queue_calls_total', 'Calls that waited and are over', ['queue', 'outcome']);
    this.waited = histogram('zuoxi_queue_wait_seconds', 'From the queue to the talk', waitSeconds, ['queue']);
    this.talked = histogram('zuoxi_queue_talk_seconds', 'Talk time of answered calls', talkSeconds, ['queue']);
    this.watch(watched);
  }

  /** Event loop, memory, garbage and CPU of this process: once in its life. */
  watchProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  committed(ms: number, done: boolean): void {
    this.journal.observe(ms / 1000);
    if (!done) this.journalFailures.inc();
  }

  happened({ fact }: SwitchEvent): void {
    this.facts.inc({ type: fact.type });
    if (fact.type === 'call.refused') this.refused.inc({ cause: fact.ending.cause });
    if (fact.type !== 'call.ended') return;
    const { direction, outcome, ending, queue, queuedAt, talkingAt, talkMs } = fact.record;
    this.ended.inc({ direction, outcome });
    this.endings.inc({ cause: ending.cause, owner: ending.owner });
    if (queue === null) return;
    this.queued.inc({ queue, outcome });
    if (talkingAt === null) return;
    this.talked.observe({ queue }, talkMs / 1000);
    if (queuedAt !== null) this.waited.observe({ queue }, Math.max(0, talkingAt - queuedAt) / 1000);
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  /** What is read from the world when somebody asks. */
  private watch({ world, clock, workbenches, parts, journalBytes, lag }: Watched): void {
    const registers = [this.registry];
    const plain = (name: string, help: string, value: () => number): void =>
      void new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(value());
        },
      });
    const labelled = <L extends string>(
      name: string,
      help: string,
      label: L,
      values: () => Iterable<readonly [string, number]>,
    ): void =>
      void new Gauge({
        name,
        help,
        labelNames: [label],
        registers,
        collect() {
          this.reset();
          for (const [key, value] of values()) this.set({ [label]: key } as Record<L, string>, value);
        },
      });
    labelled('zuoxi_calls', 'Calls that run', 'direction', () => {
      const counts = countOf(directions);
      for (const call of world.calls.values()) counts[call.direction] += 1;
      return Object.entries(counts);
    });
    labelled('zuoxi_legs', 'Legs of running calls', 'state', () => {
      const counts = countOf(legStates);
      for (const { legs } of world.calls.values()) for (const { state } of legs) if (state !== 'ended') counts[state] += 1;
      return Object.entries(counts);
    });
    labelled('zuoxi_agents', 'Agents who are signed in', 'activity', () => {
      const counts = countOf(activities);
      for (const { intent, activity } of world.agents.values()) if (intent.kind !== 'signedOut') counts[activity.kind] += 1;
      return Object.entries(counts);
    });
    labelled('zuoxi_agents_intent', 'What agents who are signed in want', 'intent', () => {
      const counts = { ready: 0, notReady: 0 };
      for (const { intent } of world.agents.values()) if (intent.kind !== 'signedOut') counts[intent.kind] += 1;
      return Object.entries(counts);
    });
    labelled('zuoxi_queue_waiting', 'Calls that wait', 'queue', () =>
      [...world.waiting].map(([queue, heap]) => [queue, heap.size]),
    );
    labelled('zuoxi_queue_longest_wait_seconds', 'How long the oldest call has waited', 'queue', () => {
      const longest = new Map([...world.waiting.keys()].map((queue): [string, number] => [queue, 0]));
      for (const { queue, waiting } of world.calls.values())
        if (queue && waiting) longest.set(queue, Math.max(longest.get(queue) ?? 0, (clock() - waiting.since) / 1000));
      return longest;
    });
    labelled('zuoxi_part_up', '1 where the part works', 'part', () =>
      Object.entries(parts()).map(([part, trouble]) => [part, trouble === null ? 1 : 0]),
    );
    plain('zuoxi_workbenches', 'Open workbenches', workbenches);
    plain('zuoxi_journal_bytes', 'Journal since the last snapshot', journalBytes);
    plain('zuoxi_events', 'The number of the newest event', () => world.seq);
    labelled('zuoxi_feed_lag_events', 'Events that the record plane has not stored', 'to', () => {
      const behind = lag();
      return behind ? [['records', behind.events]] : [];
    });
    labelled('zuoxi_feed_lag_seconds', 'Age of the oldest event that the record plane has not stored', 'to', () => {
      const behind = lag();
      return behind ? [['records', behind.oldest === null ? 0 : Math.max(0, clock() - behind.oldest) / 1000]] : [];
    });
  }
}
