/**
 * What one part of the platform does for the others. The promises stand here, what keeps them in the plugin that provides them: no plugin imports another,
 * and who provides what is one place that the compiler checks.
 */
import type { Core } from '@strapi/strapi';
import type {
  AgentId,
  CountReply,
  DataRow,
  FactType,
  Filter,
  ListQuery,
  ListReply,
  SignedIn,
  Sort,
  SwitchEvent,
  TenantId,
} from '@zuoxi/contracts';
import type { Knex } from 'knex';
import type { z } from 'zod';
import type { Caller } from './caller';
import type { Sql } from './sql';

export type AuditEntry = {
  /** the tenant's id */
  tenant: string;
  /** an account's id, `system`, or `nobody` where nobody had proved who they are */
  actor: string;
  /** in the past tense where something was done: `account.created`, `login.refused` */
  act: string;
  /** the id of what it was done to */
  target?: string;
  details?: Record<string, unknown>;
};

/** By accounts: acts that touch security, in the chain of the tenant they belong to. Each resolves when the entry is on disk. */
export type Audit = {
  write(entry: AuditEntry): Promise<void>;
  /** what a signed-in account does in its tenant; while an operator acts inside it, that is said */
  by(who: SignedIn, entry: Omit<AuditEntry, 'tenant' | 'actor'>): Promise<void>;
};

/** By accounts: reading, in the audit log. */
export type ReadLog = {
  /** D25: full numbers that others see with stars. `rows`: how many of a list's page; null: the one row `id`. Written within a second */
  numbers(who: SignedIn, read: { type: string; id?: string; rows: number | null; fields: readonly string[] }): void;
  /** before it happens, once an hour for a person and a thing: a player asks for a hundred parts of one recording */
  once(entry: AuditEntry): Promise<void>;
};

/** A question about a whole value that the asker sees with stars (D25): "is it this one?" */
export type HiddenQuestion<T> = {
  ask(): Promise<T>;
  /** whether the value stands there: who asked knew it */
  found(answer: T): boolean;
  /** of a value that does not: whether something there has the same stars. Where nothing has, the stars had said so already */
  looksAlike(): Promise<boolean>;
};

/** By accounts: the one door for such questions. `wait`: seconds until one may ask again; nothing was asked. A question that fails stays counted. */
export type HiddenValues = {
  ask<T>(who: SignedIn, question: HiddenQuestion<T>): Promise<{ answer: T } | { wait: number }>;
};

/** By accounts. */
export type Sessions = { isOpen(session: string): Promise<boolean> };

/** By the workbench: what open sessions are told, so that what they show is true. */
export type Changes = {
  /** rows of a type arrived or changed by SQL alone, of the tenant (by id or primary key) */
  rowsArrived(tenant: string | number, type: string): void;
  /** these rows (document ids) were written by SQL: open lists and the plugins that asked for the type learn of it. After the commit */
  rowsWritten(tenant: { id: TenantId; row: number }, type: string, ids: readonly string[]): Promise<void>;
  /** rows of a type that is on nobody's lists changed, of these accounts (document ids) */
  ownRowsChanged(accounts: readonly string[], type: string): void;
  /** fields, views, modules or rights of the tenant (primary key) changed: its sessions begin anew */
  schemaChanged(tenant: number): void;
};

/** By the workbench: uploaded files. `tenant`: its primary key. */
export type Files = {
  /** works with one as a local file; false: there is none */
  withFile(id: string, tenant: number, work: (path: string) => Promise<void>): Promise<boolean>;
  /** Keeps one as the caller's; an address for a browser is made of its id by whoever shows the row. Throws `Refused`: empty, too large, of no kind that is taken. */
  keep(caller: Caller, file: { name: string; path: string }): Promise<StoredFile>;
};
export type StoredFile = { id: string; name: string; mime: string; size: number };

/** What a row and a field of a content type are called: a sealed text moved to another one does not open. */
export type SealedPlace = { uid: string; document: string; attribute: string };
/** By the workbench: what was written into a `sealed` attribute, by what is stored of it; null: it does not open. */
export type Sealed = { open(place: SealedPlace, stored: string): string | null };

type Values = Readonly<Record<string, unknown>>;
/** What is asked of a type's rows, as GET /api/workbench/data/:type has it. */
export type RowsQuery = Partial<Pick<z.input<typeof ListQuery>, 'search' | 'limit' | 'after' | 'skip'>> & {
  filter?: Filter;
  sort?: Sort;
};
/**
 * By the workbench: rows by the rules of its data API, as whoever asks may see and write them: scope, fields, stars. `values` are theirs and checked; `set`
 * is what the server says beside, by attribute, relations by primary key. Each throws `Refused`.
 */
export type Rows = {
  /** One page. */
  find(caller: Caller, type: string, query?: RowsQuery): Promise<ListReply>;
  /** Null: there is none for the caller. */
  one(caller: Caller, type: string, id: string): Promise<DataRow | null>;
  count(caller: Caller, type: string, query?: Pick<RowsQuery, 'filter' | 'search'>): Promise<CountReply>;
  /** A new row, also for a role that makes none by itself: who calls this has decided that it may. Its id. */
  create(caller: Caller, type: string, values: Values, set?: Values): Promise<string>;
  /** With `values`, the role must reach the row; with `set` alone, who calls this has decided. */
  change(caller: Caller, type: string, id: string, values: Values, set?: Values): Promise<void>;
  /** Which rows the caller reads, as a condition over the type's table `t`: for SQL of the plugin that owns the table. */
  visible(caller: Caller, type: string): Promise<Sql>;
  /** Whether the caller's role may read or change that row. */
  reaches(caller: Caller, type: string, id: string, may: 'read' | 'update'): Promise<boolean>;
};

export type Person = { id: AgentId; number: string; name: string };
/** By accounts: accounts by their primary keys, as far as who acts may know of them. */
export type People = {
  named(keys: readonly number[]): Promise<ReadonlyMap<number, Person>>;
  /** one as it would ask now, for work that somebody left to us; null: it is gone or blocked */
  caller(key: number): Promise<Caller | null>;
};

/** Facts of one tenant, in order. `keep` puts the follower's place behind them: what takes them calls it once, when they are done, in its transaction if it has one. */
export type Batch = { tenant: TenantId; events: readonly [SwitchEvent, ...SwitchEvent[]]; keep(knex: Knex): Promise<void> };

export type Follower = {
  /** its place is kept by it */
  name: string;
  /** facts of other types are not told */
  types: readonly FactType[];
  /** `each`: one fact at a time; `many`: all of a tenant that are there, at most 500 */
  batches: 'each' | 'many';
  /** Rejects: they are told again, all of them; when the pauses are used up one by one, and what still fails is named in the log and left behind. */
  take(batch: Batch): Promise<void>;
  /** how long it waits before the tries after the first, ms */
  pauses?: readonly number[];
};
export type Following = { stop(): Promise<void> };
/** By call-control: every fact of the switch, in the order it was stored, at least once, from the follower's first day on. */
export type Facts = { follow(follower: Follower): Promise<Following> };

export type Services = {
  audit: Audit;
  reads: ReadLog;
  hidden: HiddenValues;
  sessions: Sessions;
  changes: Changes;
  files: Files;
  sealed: Sealed;
  rows: Rows;
  people: People;
  facts: Facts;
};

const provided = new WeakMap<Core.Strapi, Partial<Services>>();

/** In a plugin's `register()`. */
export const provide = (strapi: Core.Strapi, services: Partial<Services>): void =>
  void provided.set(strapi, { ...provided.get(strapi), ...services });

/** Throws where its plugin is not installed; from `bootstrap()` on. */
export function service<K extends keyof Services>(strapi: Core.Strapi, name: K): Services[K] {
  const found = provided.get(strapi)?.[name];
  if (!found) throw new Error(`no plugin provides ${name}`);
  return found;
}

/** On Strapi's event hub: rows that SQL wrote (`Changes.rowsWritten`). */
export const rowsWrittenEvent = 'zuoxi.rows.written';
export type RowsWritten = { tenant: { id: TenantId; row: number }; type: string; ids: readonly string[] };

/** On Strapi's event hub: these logins (of the account with this primary key) are over from now on. */
export const sessionsEndedEvent = 'zuoxi.sessions.ended';
/** `moved`: the workbench moves by itself, on the live plane, which tells the page that it leaves (D10). */
export type SessionsEnded = { user: number; sessions: string[]; moved: boolean };
