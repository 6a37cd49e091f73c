/** Checked values as Strapi's documents take them. */
import type { Field } from '../types/field';
import { customOf } from './custom-values';
import type { Value } from './check-values';

type Keys = ReadonlyMap<string, number>;

/** Relations by document id, which Strapi resolves; but not for those that are a column, nor for files: they take the primary key. */
function strapiValue({ of, place }: Pick<Field, 'of' | 'place'>, value: unknown, keys: Keys): unknown {
  const ids = [value ?? []].flat().map(String);
  if (of.kind === 'relation' && place.at === 'fk') return ids[0] === undefined ? null : keys.get(ids[0]);
  if (of.kind === 'relation') return { set: ids.map((documentId) => ({ documentId })) };
  if (value === null || value === undefined) return value;
  if (of.kind === 'file') return of.many ? ids.map((id) => keys.get(id)) : keys.get(ids[0] ?? '');
  if (of.kind !== 'component' && of.kind !== 'zone') return value;
  const fields = (part: Record<string, unknown>): readonly Field[] =>
    of.kind === 'component' ? of.fields : (of.components.find((c) => c.name === part.__component)?.fields ?? []);
  // a part without id is made anew, and the one that was there goes
  const made = [value].flat().map((one) => {
    const part = customOf(one);
    const inner = fields(part).map((field) => [field.name, strapiValue(field, part[field.name], keys)]);
    return { ...(typeof part.__component === 'string' && { __component: part.__component }), ...Object.fromEntries(inner) };
  });
  return of.kind === 'zone' || of.many ? made : made[0];
}

export function strapiData(values: readonly Value[], keys: Keys): Record<string, unknown> {
  const builtIn = values.filter(({ field }) => field.place.at !== 'custom');
  return Object.fromEntries(builtIn.map(({ field, value }) => [field.name, strapiValue(field, value, keys)]));
}

/** The tenant's own fields, ids as they are; an emptied one goes. */
export function customData(values: readonly Value[], old: unknown): Record<string, unknown> | null {
  const own = values.filter(({ field }) => field.place.at === 'custom');
  if (!own.length) return null;
  const made = { ...customOf(old ?? {}), ...Object.fromEntries(own.map(({ field, value }) => [field.name, value])) };
  return Object.fromEntries(Object.entries(made).filter(([, value]) => value !== null && value !== undefined));
}
