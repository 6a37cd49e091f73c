/** A field as an SQL expression over the row `t`: what filters compare, sorts order by, and indexes are made of. */
import { name, raw, sql, type Sql } from '@zuoxi/record-plane';
import type { Catalogue } from '../types/catalogue';
import { titleField, type Field, type Kind } from '../types/field';

/** Of a tenant's own field the value below `custom`, in the type that compares rightly. The name passed CustomField's pattern. */
const customKeys: Partial<Readonly<Record<Kind['kind'], (of: Kind, key: string) => string>>> = {
  integer: (_of, key) => `((t.custom ->> '${key}')::numeric)`,
  decimal: (_of, key) => `((t.custom ->> '${key}')::numeric)`,
  boolean: (_of, key) => `((t.custom ->> '${key}')::boolean)`,
  multiChoice: (_of, key) => `(t.custom -> '${key}')`,
  file: (_of, key) => `(t.custom -> '${key}')`,
  relation: (of, key) => (of.kind === 'relation' && of.many ? `(t.custom -> '${key}')` : `(t.custom ->> '${key}')`),
};
/** Dates and times are stored in a form whose alphabetical order is the order in time. */
const asText = (_of: Kind, key: string): string => `(t.custom ->> '${key}')`;

export const customKey = (of: Kind, key: string): Sql => raw((customKeys[of.kind] ?? asText)(of, key));

/** What stands for a row of another type: its title, else its id. */
export function labelOf(catalogue: Catalogue, target: string, as: string): Sql {
  const type = catalogue.of(target);
  const place = type && titleField(type)?.place;
  return place?.at === 'column' ? sql`${name(as)}.${name(place.column)}::text` : sql`${name(as)}.document_id`;
}

/** Null where rows cannot be ordered or compared by the field. */
export function sortKey(catalogue: Catalogue, { of, place }: Field): Sql | null {
  if (place.at === 'column') return sql`t.${name(place.column)}`;
  if (place.at === 'custom') return customKey(of, place.name);
  if (place.at === 'fk') {
    const table = catalogue.of(place.target)?.table;
    return table
      ? sql`(select ${labelOf(catalogue, place.target, 'r')} from ${name(table)} r where r.id = t.${name(place.column)})`
      : null;
  }
  return null;
}
