/** The shape of a plugin: one definition, everything in it optional but name and label. */
import type { FactOf, FactType, Label, SwitchEvent } from '@zuoxi/contracts';
import type { Knex } from 'knex';
import type { DeclaredRights } from '@zuoxi/record-plane';
import type { z } from 'zod';
import type { Kit } from './kit';
import type { LongJob } from './long-job';
import type { Route } from './route';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export type EventOf<T extends FactType> = SwitchEvent & { fact: FactOf<T> };
/** Each fact of the switch, in order, at least once, from the moment the plugin was first there. */
export type EventHandlers = { readonly [T in FactType]?: (event: EventOf<T>, kit: Kit) => Promise<void> };

/** What a plugin keeps of the facts in tables of its own. */
export type Projection = {
  types: readonly FactType[];
  /**
   * Facts of one tenant in their order, as many as there are (at most 500). What it writes by `transaction`, and through Strapi's documents, is there once,
   * with the plugin's place, or not at all; it asks nobody outside, because it holds that transaction open.
   */
  project(transaction: Knex.Transaction, events: readonly SwitchEvent[], kit: Kit): Promise<void>;
};

/** Ties a projection's code to the facts that it is told. */
export const projection = <T extends FactType>(given: {
  types: readonly T[];
  project(transaction: Knex.Transaction, events: readonly EventOf<T>[], kit: Kit): Promise<void>;
}): Projection => ({
  types: given.types,
  project: (transaction, events, kit) => {
    const told = (event: SwitchEvent): event is EventOf<T> => given.types.some((type) => type === event.fact.type);
    return given.project(transaction, events.filter(told), kit);
  },
});

export type RowChange = { action: 'create' | 'update' | 'delete'; type: string; id: string };
export type RowHandler = (change: RowChange, kit: Kit) => Promise<void>;

export type Job = {
  data: z.ZodType;
  /** how often it is tried before it is given up (and named in the log); 3 unless told otherwise */
  attempts?: number;
  run(data: unknown, kit: Kit): Promise<void>;
};

/** Ties a job's code to the shape of its data. */
export const job = <D>(given: { data: z.ZodType<D>; attempts?: number; run(data: D, kit: Kit): Promise<void> }): Job => ({
  data: given.data,
  attempts: given.attempts,
  run: (data, kit) => given.run(given.data.parse(data), kit),
});

/** Whom the demo enterprise has, by primary keys: agents with the groups that they serve in, the first one's first. */
export type DemoPeople = { agents: readonly { account: number; groups: readonly number[] }[] };

export type PluginDefinition = {
  /** the folder's name */
  name: string;
  label: Label;
  about?: Label;
  /** per tenant; made of `text`, `number`, `yesNo`, `choice` and `secret` */
  settings?: z.ZodObject;
  /** Strapi content types by singular name; those with `pluginOptions.workbench` get screens */
  types?: Readonly<Record<string, { schema: object }>>;
  /** what roles begin with for the plugin's types and actions (`<plugin>.<name>` in `needs`); without it they go by the section of each type */
  rights?: DeclaredRights;
  routes?: readonly Route[];
  events?: EventHandlers;
  /** by a name that stays: the place is kept by it */
  projections?: Readonly<Record<string, Projection>>;
  /** called after the commit, in this process: a change made while the plugin's process is down is not told */
  rows?: Readonly<Record<string, RowHandler>>;
  jobs?: Readonly<Record<string, Job>>;
  /** begun by `call.start(name, data)` */
  longJobs?: Readonly<Record<string, LongJob>>;
  /** rows of the demo enterprise, made at an instance's first start; what it throws leaves the plugin's rows out and is named in the log */
  demo?(kit: Kit, people: DemoPeople): Promise<void>;
};
