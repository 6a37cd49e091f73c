/** What the workbench gives a plugin (docs/plugins.md, "The host"). */
import type {
  ActionPermission,
  AgentView,
  CallView,
  DataRow,
  Fact,
  FieldIssue,
  Filter,
  Label,
  SignedIn,
  Sort,
} from '@zuoxi/contracts';

/** A value that changes, for code outside of React; `useStore` reads it inside. */
export type Readable<T> = { get(): T; subscribe(listener: () => void): () => void };
export type Store<T> = Readable<T> & { set(next: T | ((before: T) => T)): void };

/** What checks a value that was kept: a schema of zod or zod/mini. */
export type Shape<T> = { safeParse(value: unknown): { success: true; data: T } | { success: false } };

/** A label, or a key of the dictionaries: the plugin's own words (`<plugin>.…`), or the workbench's (`refusal.…`, `error.…`, `issue.…`, `why.…`, `action.…`). */
export type Words = (what: Label | string, values?: Record<string, unknown>) => string;

/** `key` of the sentence that says it, and what is wrong with values. */
export type Failure = { key: string; issues: readonly FieldIssue[] };

export type Ask = { method?: 'GET' | 'POST' | 'PUT' | 'DELETE'; body?: unknown; signal?: AbortSignal };

export type RowsQuery = { filter?: Filter; search?: string; sort?: Sort; limit?: number; after?: string | null };
/** Where a value stands. */
export type RowField = { type: string; id: string; field: string };

/** Rows of any content type, with the rights of the person who looks. Rejects like `ask`. */
export type Rows = {
  /** at most 200 at a time; `next` goes into `after` of the page that follows */
  page(type: string, query?: RowsQuery, signal?: AbortSignal): Promise<{ data: DataRow[]; next: string | null }>;
  one(type: string, id: string, signal?: AbortSignal): Promise<DataRow>;
  create(type: string, values: Record<string, unknown>): Promise<DataRow>;
  update(type: string, id: string, values: Record<string, unknown>): Promise<DataRow>;
  remove(type: string, id: string): Promise<void>;
};

/** The live plane, as this agent sees it. */
export type Live = {
  /** `up`: the switch can be asked; the view is its last word, numbers masked */
  state: Readable<{ up: boolean; view: AgentView | null }>;
  /** each fact of one's own calls and queues as it happens; returns how to end. What happened while the page was away is not told: the server half hears everything */
  onFact(listener: (fact: Fact) => void): () => void;
  /** why nobody can be called now, as a code (`why.<code>` in words); null: one can */
  whyNoCall(): string | null;
  /**
   * Calls the number in a field of a row; a number with stars stays on the server. `first` runs when there is a number, before it is dialled. Resolves with the call
   * when the switch shows it, with null when it does not within three seconds; rejects when the switch says no.
   */
  callRow(field: RowField, first?: () => Promise<void>): Promise<{ id: CallView['id']; number: string } | null>;
  /** ends the wrap-up */
  finishWrapUp(): Promise<void>;
};

/** Those that begin with `use` are React hooks. */
export type Host = {
  plugin: string;
  who(): Pick<SignedIn, 'agent' | 'tenant' | 'groups' | 'role' | 'permissions'> | null;
  /** whether the role allows an action */
  may(action: ActionPermission): boolean;
  useLanguage(): 'zh' | 'en';
  useWords(): Words;
  /** the call in hand as the call bar sees it, number masked; null: none */
  useCall(): CallView | null;
  /** Asks the plugin's own route, `/api/<plugin><path>`; rejects with an Error whose `code` is a RestErrorCode or `away` (`failureOf` says it in words). */
  ask(path: string, ask?: Ask): Promise<unknown>;
  /** the same for what is not JSON: images, files */
  askFile(path: string, signal?: AbortSignal): Promise<Blob>;
  rows: Rows;
  live: Live;
  /** dials as the call bar does; rejects when the switch says no */
  dial(number: string): Promise<void>;
  /** opens a page of this plugin (`place`, `place?q=…`) or, from a slash on, any page of the workbench (`/t/customer`) as a tab */
  open(page: string): void;
  /** a sentence in the corner, for what went wrong */
  say(sentence: Label | string, values?: Record<string, string>): void;
  /** what a request or command was refused for; null: it is a fault, throw it on */
  failureOf(error: unknown): Failure | null;
  store<T>(first: T): Store<T>;
  /** A store that outlives a reload of the page, in this tab alone; it is `first` again when the person has logged out. */
  kept<T>(name: string, shape: Shape<T>, first: T): Store<T>;
};
