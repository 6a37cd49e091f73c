/**
 * `useJoinTable: false` gives a relation a real column: keys can begin with the tenant, and row-level security can read it. Strapi's database layer then
 * takes an id alone, while the content manager speaks of connecting and disconnecting: this translates.
 */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';

const Id = z.union([z.number(), z.string()]);
const Item = z.union([Id, z.looseObject({ id: Id }).transform(({ id }) => id)]);
const Change = z.looseObject({
  set: z.array(Item).optional(),
  connect: z.array(Item).optional(),
  disconnect: z.array(Item).optional(),
});
const OwnColumn = z.looseObject({
  type: z.literal('relation'),
  joinColumn: z.looseObject({ name: z.string() }),
  owner: z.literal(true),
});

/** The id to store, null for none, undefined for no change. */
export function idAfter(value: unknown): unknown {
  const change = typeof value === 'object' && value !== null ? Change.safeParse(value).data : undefined;
  if (!change) return value;
  const added = change.set?.at(-1) ?? change.connect?.at(-1);
  if (added !== undefined) return added;
  return change.set || change.disconnect?.length ? null : undefined;
}

/** In `register()`. */
export function translateColumnRelations(strapi: Core.Strapi): void {
  strapi.db.lifecycles.subscribe(({ action, model, params }) => {
    if (action !== 'beforeCreate' && action !== 'beforeUpdate') return;
    for (const [name, attribute] of Object.entries(model.attributes)) {
      if (!(name in params.data) || !OwnColumn.safeParse(attribute).success) continue;
      const id = idAfter(params.data[name]);
      if (id === undefined) delete params.data[name];
      else params.data[name] = id;
    }
  });
}
