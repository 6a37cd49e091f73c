/** What a write to rows is called in the audit log, and which fields it changed. Pure. */
import { isDeepStrictEqual } from 'node:util';

export const verbs = {
  Create: 'created',
  CreateMany: 'created',
  Update: 'changed',
  UpdateMany: 'changed',
  Delete: 'deleted',
  DeleteMany: 'deleted',
} as const;
export type Write = keyof typeof verbs;

/** Of the names of Strapi's lifecycles those of writes. Every query asks this table. */
export const lifecycles: ReadonlyMap<string, { when: 'before' | 'after'; what: Write }> = new Map(
  (Object.keys(verbs) as Write[]).flatMap((what) =>
    (['before', 'after'] as const).map((when) => [`${when}${what}`, { when, what }]),
  ),
);

/** Strapi's own words about a row: who and when is what the entry itself says. */
const bookkeeping = new Set([
  'id',
  'documentId',
  'createdAt',
  'updatedAt',
  'publishedAt',
  'createdBy',
  'updatedBy',
  'locale',
  'tenant',
]);

type Values = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);
/** A form sends every relation, most of them as "connect nothing". */
const connectsNothing = (value: unknown): boolean =>
  isObject(value) &&
  !(value instanceof Date) &&
  ['connect', 'disconnect', 'set'].some((word) => word in value) &&
  ['connect', 'disconnect', 'set'].every(
    (word) => !(word in value) || (Array.isArray(value[word]) && value[word].length === 0 && word !== 'set'),
  );

/** As JSON keeps it: a date in an answer and one in a form are the same. */
const plain = (value: unknown): unknown =>
  value === undefined || value === null ? null : (JSON.parse(JSON.stringify(value)) as unknown);

/** Names of the fields that `data` gives another value than `before` has; of a new row those that it gives one. Never values: some are secrets. */
export const changedFields = (data: Values, before: Values | null): readonly string[] =>
  Object.keys(data)
    .filter((name) => !bookkeeping.has(name))
    .filter((name) => data[name] !== undefined && !connectsNothing(data[name]))
    .filter((name) =>
      before ? !(name in before) || !isDeepStrictEqual(plain(data[name]), plain(before[name])) : data[name] !== null,
    )
    .sort();
