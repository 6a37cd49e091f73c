/** Components and zones of a page's rows, nested ones too: read by Strapi's own populate, a few queries a page whatever its length. */
import type { Core } from '@strapi/strapi';
import { z } from 'zod';
import type { Catalogue } from '../types/catalogue';
import { titleField, type Field, type Type } from '../types/field';
import { shown, type Showing } from './present';

type Populate = Record<string, unknown>;
const Entity = z.looseObject({ id: z.number() });
const Part = z.looseObject({ id: z.number(), __component: z.string().optional() });
const Linked = z.looseObject({ documentId: z.string() });
const File = z.looseObject({ documentId: z.string(), name: z.string(), mime: z.string(), size: z.coerce.number() });

function populateOf(fields: readonly Field[]): Populate {
  return Object.fromEntries(
    fields.flatMap(({ name, of, place }): [string, unknown][] => {
      if (of.kind === 'component') return [[name, { populate: populateOf(of.fields) }]];
      if (of.kind === 'zone')
        return [
          [name, { on: Object.fromEntries(of.components.map((part) => [part.name, { populate: populateOf(part.fields) }])) }],
        ];
      return place.at === 'media' || 'target' in place ? [[name, true]] : [];
    }),
  );
}

/** Row number → attribute → value. */
export async function readParts(
  strapi: Core.Strapi,
  catalogue: Catalogue,
  type: Type,
  fields: readonly Field[],
  rows: readonly number[],
  showing: Showing,
): Promise<ReadonlyMap<number, Record<string, unknown>>> {
  const parts = fields.filter(({ place }) => place.at === 'parts');
  if (!parts.length || !rows.length) return new Map();
  const found: unknown[] = await strapi.db
    .query(type.uid)
    .findMany({ where: { id: { $in: [...rows] } }, select: ['id'], populate: populateOf(parts) });
  return new Map(
    found.map((one) => {
      const entity = Entity.parse(one);
      return [
        entity.id,
        Object.fromEntries(parts.map((field) => [field.name, partValue(catalogue, field, entity[field.name], showing)])),
      ];
    }),
  );
}

const each = (given: unknown, show: (one: unknown) => unknown): unknown =>
  Array.isArray(given) ? given.map(show) : given === null || given === undefined ? null : show(given);

function partValue(catalogue: Catalogue, field: Field, given: unknown, showing: Showing): unknown {
  const { of, place } = field;
  if (of.kind === 'component') return each(given, (one) => inside(catalogue, of.fields, one, showing));
  if (of.kind === 'zone')
    return each(given ?? [], (one) => {
      const kind = Part.parse(one).__component ?? '';
      const fields = of.components.find((part) => part.name === kind)?.fields ?? [];
      return { __component: kind, ...inside(catalogue, fields, one, showing) };
    });
  if (place.at === 'media')
    return shown(
      of,
      each(given, (one) => fileOf(one)),
      showing,
    );
  if ('target' in place)
    return shown(
      of,
      each(given, (one) => linkOf(catalogue, place.target, one)),
      showing,
    );
  return shown(of, given, showing);
}

const inside = (catalogue: Catalogue, fields: readonly Field[], given: unknown, showing: Showing): Record<string, unknown> => {
  const part = Part.parse(given);
  const readable = fields.filter(({ place }) => place.at !== 'secret');
  return Object.fromEntries(readable.map((field) => [field.name, partValue(catalogue, field, part[field.name], showing)]));
};

const fileOf = (given: unknown) => {
  const { documentId, name, mime, size } = File.parse(given);
  return { id: documentId, name, mime, size };
};

const linkOf = (catalogue: Catalogue, target: string, given: unknown) => {
  const row = Linked.parse(given);
  const type = catalogue.of(target);
  const title = type && titleField(type);
  return { id: row.documentId, label: String((title && row[title.name]) ?? row.documentId) };
};
