/** Where Strapi's database layer keeps an attribute: read from its own metadata, which shortens and rewrites names. */
import { z } from 'zod';
import type { FieldStorage } from './field';

const Column = z.object({ name: z.string(), referencedColumn: z.string() });
const Joined = z.looseObject({
  columnName: z.string().optional(),
  relation: z.string().optional(),
  target: z.string().optional(),
  owner: z.boolean().optional(),
  joinColumn: Column.optional(),
  joinTable: z
    .looseObject({
      name: z.string(),
      joinColumn: Column,
      inverseJoinColumn: Column.optional(),
      orderColumnName: z.string().optional(),
    })
    .optional(),
});

const isMany = (relation: string | undefined): boolean => /ToMany$/.test(relation ?? '');

export function columnPlace(meta: unknown): FieldStorage | null {
  const column = Joined.safeParse(meta).data?.columnName;
  return column ? { at: 'column', column } : null;
}

/** Null for morph relations: their target is any type, so no picker, filter or label can be made for them. */
export function relationPlace(meta: unknown): FieldStorage | null {
  const read = Joined.safeParse(meta).data;
  if (!read?.target || read.relation?.startsWith('morph')) return null;
  const { joinTable, joinColumn, target, owner } = read;
  const many = isMany(read.relation);
  if (joinTable?.inverseJoinColumn)
    return {
      at: 'links',
      table: joinTable.name,
      own: joinTable.joinColumn.name,
      other: joinTable.inverseJoinColumn.name,
      order: joinTable.orderColumnName ?? null,
      target,
      many,
    };
  if (!joinColumn) return null;
  return owner
    ? { at: 'fk', column: joinColumn.name, target }
    : { at: 'inverse', column: joinColumn.referencedColumn, target, many };
}
