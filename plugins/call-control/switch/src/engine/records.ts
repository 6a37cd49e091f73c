/** Adapter state that outlives the process, by kind and leg. Changes go into the engine's journal, the whole into its snapshot. */
import type { LegId } from '@zuoxi/contracts';
import type { Records } from '../ports';

export type RecordChange = readonly [kind: string, leg: LegId, record: unknown];

export class RecordBook {
  private readonly kinds = new Map<string, Map<LegId, unknown>>();

  constructor(
    private readonly changed: (change: RecordChange) => void,
    private readonly kept: () => Promise<void>,
  ) {}

  /** The shelf of one adapter. Its records are its own JSON; nobody else reads them. */
  shelf<R>(kind: string): Records<R> {
    return {
      put: (leg, record) => {
        this.apply([kind, leg, record]);
        this.changed([kind, leg, record]);
      },
      all: () => this.of(kind) as Map<LegId, R>,
      kept: () => this.kept(),
    };
  }

  apply([kind, leg, record]: RecordChange): void {
    if (record === null) this.of(kind).delete(leg);
    else this.of(kind).set(leg, record);
  }

  save(): RecordChange[] {
    return [...this.kinds].flatMap(([kind, legs]) => [...legs].map(([leg, record]) => [kind, leg, record] as const));
  }

  private of(kind: string): Map<LegId, unknown> {
    let legs = this.kinds.get(kind);
    if (!legs) this.kinds.set(kind, (legs = new Map()));
    return legs;
  }
}
