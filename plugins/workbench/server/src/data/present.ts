/** What came out of the database as the wire has it (contracts/data.ts `DataRow`). */
import type { FileValue, Related } from '@zuoxi/contracts';
import { fromJson } from '@zuoxi/record-plane';
import { z } from 'zod';
import type { Kind } from '../types/field';

/** What a value needs besides itself: addresses of files, and whether the other type's title may be read. */
export type Showing = { url(file: string): string; label(target: string, label: string): string };

const Linked = z.object({ id: z.string(), label: z.string() });
const Held = z.object({ id: z.string(), name: z.string(), mime: z.string(), size: z.coerce.number() });

/** Strapi counts in kilobytes; people are told bytes. */
export const fileValue = ({ url }: Showing, given: unknown): FileValue => {
  const { size, ...file } = Held.parse(given);
  return { ...file, size: Math.round(size * 1000), url: url(file.id) };
};

const relatedValue = ({ label }: Showing, target: string, given: unknown): Related => {
  const read = Linked.parse(given);
  return { id: read.id, label: label(target, read.label) };
};

const each = (given: unknown, show: (one: unknown) => unknown): unknown => {
  const read = fromJson(given);
  return Array.isArray(read) ? read.map(show) : read === null || read === undefined ? null : show(read);
};

const asIs = (_of: Kind, given: unknown): unknown => given ?? null;
const number = (_of: Kind, given: unknown): unknown => (given === null || given === undefined ? null : Number(given));

const shows: Partial<Readonly<Record<Kind['kind'], (of: Kind, given: unknown, showing: Showing) => unknown>>> = {
  integer: number,
  decimal: number,
  bigInteger: (_of, given) => (given === null || given === undefined ? null : String(given)),
  datetime: (_of, given) => (given instanceof Date ? given.toISOString() : (given ?? null)),
  // PostgreSQL leaves out the milliseconds where there are none, Strapi writes them always
  time: (_of, given) => (typeof given === 'string' ? given.replace(/\.0+$/, '') : null),
  json: (_of, given) => fromJson(given) ?? null,
  subject: (_of, given) => fromJson(given) ?? null,
  multiChoice: (_of, given) => fromJson(given) ?? null,
  blocks: (_of, given) => fromJson(given) ?? null,
  file: (_of, given, showing) => each(given, (one) => fileValue(showing, one)),
  relation: (of, given, showing) => (of.kind === 'relation' ? each(given, (one) => relatedValue(showing, of.target, one)) : null),
};

export const shown = (of: Kind, given: unknown, showing: Showing): unknown => (shows[of.kind] ?? asIs)(of, given, showing);
