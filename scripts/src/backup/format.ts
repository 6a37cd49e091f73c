/** What a backup says of itself: the first entry of the archive names who made it, the last one what must be in it. */
import { z } from 'zod';
import { Trouble } from '../trouble';

/** To be raised when an older `npm run restore` would misread what a newer `npm run backup` writes. */
export const formatNumber = 1;

/** The parts of a data directory, in the order of the archive: secrets before the database that they open. */
export const partNames = [
  'secrets',
  'demoLogins',
  'types',
  'tls',
  'switch',
  'database',
  'sounds',
  'uploads',
  'recordings',
] as const;
export type PartName = (typeof partNames)[number];

const count = z.number().int().nonnegative();

/** The parts that decide whether this program may read on; everything else may change with `format`. */
export const Header = z.object({
  product: z.literal('zuoxi'),
  format: z.number().int().positive(),
  /** of the root's package.json */
  version: z.string(),
  /** the major version of PostgreSQL that wrote the database */
  postgres: z.number().int().positive(),
  /** ms since 1970 */
  madeAt: z.number(),
});
export type Header = z.infer<typeof Header>;

const Part = z.object({
  files: count,
  bytes: count,
  /** over each entry's path, size and content */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type Part = z.infer<typeof Part>;

export const Manifest = z.object({
  parts: z.record(z.string(), Part),
  /** rows by table of the database */
  tables: z.record(z.string(), count),
  /** sha256 over every table's columns and their types */
  schema: z.string(),
});
export type Manifest = z.infer<typeof Manifest>;

export type Here = { version: string; postgres: number };

/** x.y.z by numbers; what follows a hyphen does not count. */
function compare(one: string, other: string): number {
  const numbers = (version: string): number[] => (version.split('-')[0] ?? '').split('.').map(Number);
  const [a, b] = [numbers(one), numbers(other)];
  const at = [0, 1, 2].find((i) => (a[i] ?? 0) !== (b[i] ?? 0));
  return at === undefined ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/**
 * May this version restore that backup? A word to say when it will be migrated, null when nothing needs to be said. Throws a Trouble for what a newer version
 * made: what it added would be lost without a word.
 */
export function judge(header: Header, here: Here): string | null {
  const update = 'update this checkout first (git pull), then restore again.';
  if (header.format > formatNumber)
    throw new Trouble(
      `The backup was made by a newer Zuoxi (${header.version}; format ${header.format}, this one reads ${formatNumber}): ${update}`,
    );
  if (compare(header.version, here.version) > 0)
    throw new Trouble(`The backup was made by Zuoxi ${header.version}, this is ${here.version}: ${update}`);
  if (header.postgres > here.postgres)
    throw new Trouble(
      `The backup was made by PostgreSQL ${header.postgres}, here is ${here.postgres}: install postgresql-${header.postgres}, then restore again.`,
    );
  return compare(header.version, here.version) < 0
    ? `It was made by Zuoxi ${header.version}: the first start of ${here.version} brings it up to date.`
    : null;
}

/** Reads JSON of the archive. Throws a Trouble that says what is wrong with it. */
export function parsed<T>(shape: z.ZodType<T>, text: string, what: string): T {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    throw new Trouble(`The backup's ${what} cannot be read: the file is damaged. Take another copy of it.`);
  }
}
