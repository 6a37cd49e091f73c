/**
 * The imperative shell: one mailbox, one step at a time, the journal before the world is told (design §2).
 * All inputs that wait are stepped together and committed by one write, with the records of the calls that they begin; then effects run, and a moment
 * later views and events go out and askers get their answer: phones come first.
 */
import type { Logger } from 'pino';
import type { AgentId, AgentView, ErrorCode, QueueId } from '@zuoxi/contracts';
import {
  agentView,
  invariants,
  loadWorld,
  newWorld,
  nextDue,
  saveWorld,
  step,
  type Input,
  type Outcome,
  type Saved,
  type AddressedEvent,
  type World,
} from '../core';
import { isEnding, isPrepared, type Effect, type Records } from '../ports';
import type { Disk } from './disk';
import { EventLog, type Numbered } from './event-log';
import { sayGaps } from './gaps';
import { Journal } from './journal';
import { Refusals } from './refusals';
import { RecordBook, type RecordChange } from './records';

export type EngineOptions = {
  dir: string;
  shard: string;
  clock: () => number;
  log: Logger;
  perform: (effect: Effect) => void;
  /** facts, in order, once each */
  publish: (facts: readonly Numbered[]) => void;
  /** workbenches and queues that look different now */
  changed: (agents: ReadonlySet<AgentId>, queues: ReadonlySet<QueueId>) => void;
  /** told of each commit: how long it took, and whether the disk took it */
  committed?: (ms: number, done: boolean) => void;
  /** the journal's bytes after which a snapshot replaces it; 16 MB unless told otherwise */
  snapshotBytes?: number;
  disk?: Disk;
};

type Entry = { at: number; in: Input } | { rec: RecordChange } | { epoch: number };
type State = { world: Saved; records: RecordChange[]; told: [AgentId, number][] };
type Waiting = { input: Input; answer?: (refusal: ErrorCode | null) => void };

const usualSnapshotBytes = 16 * 1024 * 1024;
const tellAfterMs = 5;
/** A record that nobody waits for goes with the next commit, at the latest after so long: it must not make one that is waited for queue behind it. */
const writeAfterMs = 5;
const checkEveryMs = 10_000;
/** A snapshot is the whole world: where it fails it is not tried with every step. */
const snapshotAgainMs = 30_000;

export class Engine {
  readonly world: World;
  readonly events: EventLog;
  private readonly journal: Journal;
  private readonly book = new RecordBook(
    (change) => this.keep(change),
    () => this.kept(),
  );
  private readonly told = new Map<AgentId, number>();
  private mailbox: Waiting[] = [];
  private keeping: (() => void)[] = [];
  private draining: Promise<void> | null = null;
  private timer: NodeJS.Timeout | undefined;
  private untold: { waiting: Waiting; outcome: Outcome }[] = [];
  private telling: NodeJS.Timeout | undefined;
  private tellDue = false;
  private writing: NodeJS.Timeout | undefined;
  private writeDue = false;
  private readonly refusals: Refusals;
  private snapshotNotBefore = 0;
  private checkedAt = 0;
  private stopped = false;

  /** Opens the folder and brings the world back to the last committed step. */
  constructor(private readonly options: EngineOptions) {
    const { dir, shard, disk } = options;
    const { journal, opened } = Journal.open(dir, disk);
    const state = opened.snapshot as State | null;
    this.refusals = new Refusals(options.log, () => this.tryAgain());
    this.journal = journal;
    this.world = state ? loadWorld(shard, state.world) : newWorld(shard);
    for (const record of state?.records ?? []) this.book.apply(record);
    for (const [agent, n] of state?.told ?? []) this.told.set(agent, n);
    const replayed: Numbered[] = [];
    for (const entry of opened.entries as Entry[]) {
      if ('rec' in entry) this.book.apply(entry.rec);
      else if ('epoch' in entry) this.world.epoch = entry.epoch;
      else replayed.push(...step(this.world, entry.in, entry.at).events.map((t) => this.number(t)));
    }
    this.events = new EventLog(`${dir}/events`, { replayed, newest: this.world.seq, ...(disk ? { disk } : {}) });
    // a version before could write events of steps that its journal could not: their numbers are taken
    this.world.seq = this.events.lastSeq;
    this.world.epoch += 1;
    if (!this.snapshot()) this.journal.append({ epoch: this.world.epoch } satisfies Entry);
  }

  /** Puts an input into the mailbox. */
  post(input: Input): void {
    if (this.stopped) return; // sockets that close after us have nobody to tell; a start begins with `booted`
    this.mailbox.push({ input });
    this.wake();
  }

  /** The same, answered when it is on disk: null is done, else why not. */
  ask(input: Input): Promise<ErrorCode | null> {
    return new Promise((answer) => {
      this.mailbox.push({ input, answer });
      this.wake();
    });
  }

  records<R>(kind: string): Records<R> {
    return this.book.shelf<R>(kind);
  }

  view(agent: AgentId, latencyMs: number | null): AgentView | undefined {
    return agentView(this.world, agent, latencyMs);
  }

  toldSoFar(agent: AgentId): number {
    return this.told.get(agent) ?? 0;
  }

  /** What the disk refuses; nothing is forgotten meanwhile, and null once all is written. */
  trouble(): string | null {
    return this.refusals.trouble;
  }

  /** Events that are gone for good, and since when; null: none. */
  gaps(): string | null {
    return sayGaps(this.events.missing);
  }

  /** What a restart would read beside the snapshot. */
  get journalBytes(): number {
    return this.journal.size;
  }

  /** Lets the mailbox run empty and leaves a snapshot. */
  async stop(): Promise<void> {
    while (this.draining) await this.draining;
    clearTimeout(this.writing);
    await this.commit();
    this.tellAll();
    this.stopped = true;
    this.snapshot();
    clearTimeout(this.timer);
    this.refusals.stop();
    this.events.close();
    this.journal.close();
  }

  private wake(): void {
    this.draining ??= Promise.resolve()
      .then(() => this.drain())
      .finally(() => {
        this.draining = null;
        if (this.urgent()) this.wake();
      });
  }

  private urgent = (): boolean => this.mailbox.length > 0 || this.keeping.length > 0 || this.writeDue;

  private async drain(): Promise<void> {
    while (this.urgent()) {
      const batch = this.mailbox;
      this.mailbox = [];
      const steps = batch.map((waiting) => ({ waiting, outcome: this.step(waiting.input) }));
      const effects = steps.flatMap(({ outcome }) => outcome.effects);
      for (const effect of effects) if (isPrepared(effect)) this.options.perform(effect);
      await settled(); // what follows from it without waiting for the world is written with it
      const keeping = this.keeping;
      this.keeping = [];
      this.writeDue = false;
      await this.commit();
      // BYE before INVITE: a phone without call waiting must not hear of the next call while it has the last one
      for (const effect of effects) if (isEnding(effect)) this.options.perform(effect);
      for (const kept of keeping) kept();
      await settled(); // the INVITE leaves before the rest
      for (const effect of effects) if (!isPrepared(effect) && !isEnding(effect)) this.options.perform(effect);
      this.untold.push(...steps);
      if (this.tellDue) this.tellAll();
      else this.tellSoon();
      this.arm();
    }
    if (this.journal.size > (this.options.snapshotBytes ?? usualSnapshotBytes) && performance.now() >= this.snapshotNotBefore)
      this.snapshot();
  }

  /** Phones come first; screens and the record plane hear of it a moment later, between two steps, when all that was stepped is on disk. */
  private tellSoon(): void {
    if (this.untold.length > 0)
      this.telling ??= setTimeout(() => {
        this.tellDue = true;
        if (!this.draining) this.tellAll();
      }, tellAfterMs);
  }

  private tellAll(): void {
    clearTimeout(this.telling);
    this.telling = undefined;
    this.tellDue = false;
    const told = this.untold;
    this.untold = [];
    for (const { waiting, outcome } of told) this.tell(waiting, outcome);
    this.flush();
  }

  private step(input: Input): Outcome {
    const at = this.options.clock();
    this.journal.append({ at, in: input } satisfies Entry);
    try {
      return step(this.world, input, at);
    } catch (error) {
      // a rule broke: the input is in the journal for whoever looks into it (numbers and passwords are for no log), and the switch goes on for everybody else
      this.options.log.error({ err: error, on: input.on, at }, 'the core failed on an input');
      return { effects: [], events: [], refusal: 'badRequest', touched: new Set(), queues: new Set(), notes: [] };
    }
  }

  /** A disk that refuses must not end calls: they go on, /health says so, and nothing appended is forgotten. */
  private async commit(): Promise<void> {
    if (!this.journal.dirty) return;
    const begun = performance.now();
    const committed = (done: boolean): void => this.options.committed?.(performance.now() - begun, done);
    try {
      await this.journal.commit();
      this.refusals.clear('journal');
      committed(true);
    } catch (error) {
      committed(false);
      this.refusals.add('journal', error);
    }
  }

  private tell({ answer }: Waiting, outcome: Outcome): void {
    const { log, publish, changed } = this.options;
    for (const note of outcome.notes) log.warn(note);
    const facts = outcome.events.map((t) => this.number(t));
    this.events.append(facts);
    if (facts.length > 0) publish(facts);
    if (outcome.touched.size > 0 || outcome.queues.size > 0) changed(outcome.touched, outcome.queues);
    answer?.(outcome.refusal);
    this.checkNow();
  }

  /** The log must not get ahead of the journal: a successor would count what happens next by numbers that are taken. */
  private flush(): void {
    if (this.journal.dirty) return;
    try {
      this.events.flush();
      this.refusals.clear('events');
    } catch (error) {
      this.refusals.add('events', error);
    }
  }

  private tryAgain(): void {
    this.writeDue = this.journal.dirty;
    if (this.writeDue) return this.wake();
    if (this.draining) return;
    this.flush();
    if (this.refusals.has('snapshot') && performance.now() >= this.snapshotNotBefore) this.snapshot();
  }

  private number({ event, to }: AddressedEvent): Numbered {
    return {
      event,
      to: to.map((agent) => {
        const n = this.toldSoFar(agent) + 1;
        this.told.set(agent, n);
        return [agent, n] as const;
      }),
    };
  }

  private keep(change: RecordChange): void {
    this.journal.append({ rec: change } satisfies Entry);
    this.writing ??= setTimeout(() => {
      this.writing = undefined;
      this.writeDue = this.journal.dirty;
      if (this.writeDue) this.wake();
    }, writeAfterMs);
  }

  /** An INVITE or a 2xx must not leave before its record is on disk: whoever takes over would know nothing of a phone that rings. */
  private kept(): Promise<void> {
    return new Promise((resolve) => {
      this.keeping.push(resolve);
      this.wake();
    });
  }

  private arm(): void {
    clearTimeout(this.timer);
    const due = nextDue(this.world);
    if (due === null) return;
    // setTimeout counts at most 2^31 ms; a later entry is simply looked at again
    this.timer = setTimeout(
      () => this.post({ on: 'due' }),
      Math.min(Math.max(0, due - this.options.clock()), 2 ** 31 - 1),
    ).unref();
  }

  /** Not before the journal and the events are written, which it lets go of. Answers whether it is on disk. */
  private snapshot(): boolean {
    this.snapshotNotBefore = performance.now() + snapshotAgainMs;
    this.flush();
    if (this.journal.dirty || this.refusals.has('events')) return false;
    try {
      this.events.sync();
      const state: State = { world: saveWorld(this.world), records: this.book.save(), told: [...this.told] };
      this.journal.snapshot(state);
      this.refusals.clear('snapshot');
    } catch (error) {
      this.refusals.add('snapshot', error);
      return false;
    } finally {
      this.arm();
    }
    this.snapshotNotBefore = 0;
    return true;
  }

  /** The invariants, live: a broken one is a line in the log that names it (quality, I1-I11). */
  private checkNow(): void {
    const now = this.options.clock();
    if (now - this.checkedAt < checkEveryMs) return;
    this.checkedAt = now;
    for (const wrong of invariants(this.world)) this.options.log.error({ invariant: wrong }, 'an invariant is broken');
  }
}

/** Resolves when every promise that can go on has gone on (nextTick's queue comes after that of promises). */
const settled = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
