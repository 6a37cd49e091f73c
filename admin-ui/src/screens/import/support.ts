/** Types and fields for the tests of this folder. */
import type { FieldSchema, TypeSchema } from '@zuoxi/contracts';

export const field = (
  path: string,
  zh: string,
  en: string,
  of: FieldSchema['of'] = { kind: 'text' },
  more: Partial<FieldSchema> = {},
): FieldSchema => ({
  path,
  of,
  access: 'write',
  label: { zh, en },
  required: false,
  sortable: true,
  filterable: true,
  ...more,
});

export const typeOf = (
  name: string,
  fields: readonly FieldSchema[],
  title = 'name',
  more: Partial<TypeSchema> = {},
): TypeSchema => ({
  name,
  single: false,
  label: { zh: name, en: name },
  section: 'business',
  menu: null,
  title,
  fields: [...fields],
  readOnly: false,
  may: { create: true, read: 'all', update: 'all', delete: 'all' },
  view: {
    columns: [],
    sort: { field: 'id', order: 'asc' },
    pageSize: 10,
    filters: [],
    saved: [],
    form: [],
    colours: [],
    fields: {},
  },
  ...more,
});
