import type { Column, FieldSchema, TypeSchema } from '@zuoxi/contracts';

export type ShownColumn = Column & { schema: FieldSchema };

/** The columns of a view that the role still sees, in its order; fields that are newer than the view stand at the end, hidden. */
export function allColumns({ fields, view }: TypeSchema): ShownColumn[] {
  const byPath = new Map(fields.map((field) => [field.path as string, field]));
  const listed = view.columns.flatMap((column) => {
    const schema = byPath.get(column.field);
    return schema ? [{ ...column, schema }] : [];
  });
  const known = new Set(view.columns.map(({ field }) => field));
  const rest = fields.filter(({ path, of }) => !known.has(path) && of.kind !== 'password');
  return [...listed, ...rest.map((schema) => ({ field: schema.path, shown: false, pinned: false, schema }))];
}

/** What the table shows: what was picked for now (CRM-29), else the view (CRM-28). A picked column whose field is gone is gone. Pinned ones first. */
export function shownColumns(type: TypeSchema, picked: readonly ShownColumn[] | null): ShownColumn[] {
  const byPath = new Map(type.fields.map((field) => [field.path as string, field]));
  const of = picked?.flatMap((column) => {
    const schema = byPath.get(column.field);
    return schema ? [{ ...column, schema }] : [];
  });
  const added = picked ? allColumns(type).filter(({ field }) => !picked.some((column) => column.field === field)) : [];
  const columns = of ? [...of, ...added] : allColumns(type);
  return [...columns.filter((c) => c.pinned), ...columns.filter((c) => !c.pinned)];
}
