/** Runs a table: one state, its timers, nothing else. */
import type { Clock } from '../clock';
import type { Table } from './tables';
import { delays, type TimerName } from './timers';

export class Machine<S extends string, E extends string, A extends string> {
  private readonly timers = new Map<TimerName, object>();
  private current: S | 'terminated';

  constructor(
    private readonly table: Table<S, E | TimerName, A>,
    start: S,
    private readonly env: { clock: Clock; reliable: boolean; perform: (act: A) => void; terminated: () => void },
  ) {
    this.current = start;
    this.settle();
  }

  get state(): S | 'terminated' {
    return this.current;
  }

  /** Staying put is an answer: an event without an entry changes nothing. Returns whether there was an entry. */
  take(event: E | TimerName): boolean {
    if (this.current === 'terminated') return false;
    const move = this.table.moves[this.current][event];
    if (!move) return false;
    const next = move[0];
    const acts = move.slice(1) as A[]; // what a generic tuple's rest is, TypeScript cannot tell
    const changed = next !== this.current;
    this.current = next;
    for (const act of acts) this.env.perform(act);
    // an act may have moved us on already; only the state that stands now has timers
    if (changed) this.settle();
    return true;
  }

  /** Stops everything without a word: the layer closes. */
  stop(): void {
    this.current = 'terminated';
    for (const timer of this.timers.values()) this.env.clock.clearTimeout(timer);
    this.timers.clear();
  }

  private settle(): void {
    if (this.current === 'terminated') {
      this.stop();
      this.env.terminated();
      return;
    }
    const wanted = this.table.timers[this.current];
    for (const [name, timer] of this.timers) {
      if (wanted.includes(name)) continue;
      this.env.clock.clearTimeout(timer);
      this.timers.delete(name);
    }
    for (const name of wanted) {
      if (this.timers.has(name)) continue; // F goes on from trying to proceeding
      if (this.run(name, 0) === 'now') return;
    }
  }

  private run(name: TimerName, fired: number): 'later' | 'now' {
    const ms = delays[name](this.env.reliable, fired);
    if (ms === null) return 'later';
    if (ms === 0) {
      this.take(name);
      return 'now';
    }
    const fire = () => {
      this.timers.delete(name);
      this.take(name);
      if (this.current !== 'terminated' && this.table.timers[this.current].includes(name) && !this.timers.has(name))
        this.run(name, fired + 1);
    };
    this.timers.set(name, this.env.clock.setTimeout(fire, ms));
    return 'later';
  }
}
