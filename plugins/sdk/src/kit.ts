/** What a plugin's code is given. Everything is done on behalf of one enterprise: both tenant locks hold. */
import type { Core } from '@strapi/strapi';
import type { SignedIn, TenantId } from '@zuoxi/contracts';
import type {
  Caller,
  OutsideAnswer,
  OutsideOptions,
  Person,
  Row,
  Rows,
  RowsQuery,
  SealedPlace,
  Sql,
  StoredFile,
} from '@zuoxi/record-plane';
import type { Context } from 'koa';
import type { z } from 'zod';

type Values = Readonly<Record<string, unknown>>;

/**
 * SQL for the plugin's own tables: pieces of `sql`, values bound. PostgreSQL shows and takes this enterprise's rows alone; name `tenant_id` (`kit.tenantKey`)
 * in conditions all the same, because indexes begin with it.
 */
export type Database = {
  /** rows as PostgreSQL gives them */
  ask(statement: Sql): Promise<Row[]>;
  /** each row parsed; `jsonColumn` and `timeColumn` read what columns hold */
  read<S extends z.ZodType>(row: S, statement: Sql): Promise<z.output<S>[]>;
  /** the first of them; null: there is none */
  readOne<S extends z.ZodType>(row: S, statement: Sql): Promise<z.output<S> | null>;
  /** all of it or nothing, what is written by `rows` and by Strapi's documents included */
  transaction<T>(work: (database: Database) => Promise<T>): Promise<T>;
};

/** What every part of a plugin is given. */
export type Kit = {
  strapi: Core.Strapi;
  log: { info(text: string): void; warn(text: string): void; error(text: string): void };
  tenant: TenantId;
  /** the enterprise's primary key, the `tenant_id` of its rows */
  tenantKey: number;
  /** the tenant's settings, secrets included; `schema` is the plugin's own */
  settings<S extends z.ZodObject>(schema: S): Promise<z.infer<S>>;
  database: Database;
  /**
   * Says that rows of a type are other than before, after the commit: open lists of whoever sees the type look again; with `ids`, plugins that follow its
   * `rows` are told of each. What Strapi's documents and `rows` write is told by itself.
   */
  changed(type: string, ids?: readonly string[]): Promise<void>;
  /** accounts by their primary keys (an `owner` of a row), for names */
  people(keys: readonly number[]): Promise<ReadonlyMap<number, Person>>;
  /** what was written into a `sealed` attribute, by what is stored of it; null: it does not open */
  open(place: SealedPlace, stored: string): string | null;
  /** Works with an uploaded file of the enterprise, by its id, as a file of this machine, which may be gone afterwards; false: there is none. */
  withFile(id: string, work: (path: string) => Promise<void>): Promise<boolean>;
  /** Asks the world outside; inner addresses are refused (`OutsideError`) unless the instance allows them. Redirections are not followed. */
  ask(address: string, options?: OutsideOptions): Promise<OutsideAnswer>;
  jobs: {
    /**
     * Runs the plugin's job `name` once per `key` (of this tenant), now or after `delayMs`; rejects when Redis is away. A job may still run twice when a
     * process dies in the middle: what it does must bear that.
     */
    add(name: string, data: unknown, options: { key: string; delayMs?: number }): Promise<void>;
  };
};

/** Rows as whoever asks may see and write them: their scope, their fields, their stars. `values` are theirs; `set` is what the plugin says, by attribute, relations by primary key. */
export type CallersRows = {
  find(type: string, query?: RowsQuery): ReturnType<Rows['find']>;
  one(type: string, id: string): ReturnType<Rows['one']>;
  count(type: string, query?: Pick<RowsQuery, 'filter' | 'search'>): ReturnType<Rows['count']>;
  /** A new row, also for a role that makes none by itself: the route has decided that it may. Its id. */
  create(type: string, values: Values, set?: Values): Promise<string>;
  /** With `values`, the role must reach the row; with `set` alone, the route has decided. */
  change(type: string, id: string, values: Values, set?: Values): Promise<void>;
  reaches(type: string, id: string, may: 'read' | 'update'): Promise<boolean>;
};

/** One request of a route. */
export type Call<Q = unknown, B = unknown> = {
  who: SignedIn;
  /** the same with primary keys: account, groups, tenant */
  caller: Caller;
  params: Readonly<Record<string, string>>;
  query: Q;
  body: B;
  kit: Kit;
  rows: CallersRows;
  /** Begins the plugin's long job for the caller; its id, by which a page follows it (`GET /api/workbench/jobs/:id`). Rejects when Redis is away. */
  start(name: string, data: unknown): Promise<string>;
  /** keeps a file of this machine as the caller's; throws `Refused` (empty, too large, of no kind that is taken) */
  keepFile(file: { name: string; path: string }): Promise<StoredFile>;
  ctx: Context;
};
