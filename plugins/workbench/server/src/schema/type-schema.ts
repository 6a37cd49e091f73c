/** One type as the caller sees it. */
import type { FieldSchema, TypeSchema, ViewPatch } from '@zuoxi/contracts';
import type { Caller } from '@zuoxi/record-plane';
import { permissionOf } from '../caller';
import type { Field, Kind, Type } from '../types/field';
import { allowedFields, type Allowed } from './access';
import { defaultView } from './default-view';
import { mergeViews, type Layer } from './merge-views';
import { traitsOf } from './traits';

/** A type with its fields as one caller has them: what rows are read, cut, validated and written by. */
export type VisibleType = { type: Type; fields: readonly Allowed[]; rules: NonNullable<ViewPatch['fields']> };

const kindSchema = (of: Kind, access: Allowed['access']): FieldSchema['of'] => {
  if (of.kind === 'component') return { ...of, fields: of.fields.map((field) => fieldSchema({ field, access }, {})) };
  if (of.kind === 'zone')
    return {
      kind: 'zone',
      components: of.components.map((part) => ({
        ...part,
        fields: part.fields.map((field) => fieldSchema({ field, access }, {})),
      })),
    };
  return of;
};

function fieldSchema({ field, access }: Allowed, rules: VisibleType['rules']): FieldSchema {
  const { sortable, filterable } = traitsOf(field.of, field.place);
  const masked = access === 'masked';
  const rule = rules[field.path];
  const shown = access === 'write' && rule?.readOnly ? 'read' : access;
  return {
    path: field.path,
    label: field.label,
    ...(field.help && { help: field.help }),
    required: field.required || (rule?.required ?? false),
    access: shown,
    ...(field.default !== undefined && field.default !== null && { default: field.default }),
    ...(field.fixed && { fixed: true }),
    sortable: sortable && !masked,
    filterable,
    of: kindSchema(field.of, shown),
  };
}

export function typeSchema(caller: Caller, type: Type, custom: readonly Field[], layers: readonly Layer[]): TypeSchema {
  const { create, read, update, delete: remove } = permissionOf(caller, type);
  const fields = allowedFields(caller, type, custom);
  const sees = new Set([...fields.map(({ field }) => field.path), 'id']);
  const title = sees.has(type.title) ? type.title : 'id';
  const view = mergeViews(defaultView({ ...type, title }, fields), layers, sees);
  return {
    name: type.name,
    single: type.single,
    label: type.label,
    ...(type.help && { help: type.help }),
    section: type.section,
    menu:
      type.menu && (type.menu.from === 'own' || read === 'group' || read === 'all')
        ? { position: type.menu.position, icon: type.menu.icon }
        : null,
    title,
    fields: fields.map((allowed) => fieldSchema(allowed, view.fields)),
    readOnly: type.readOnly,
    may: { create, read, update, delete: remove },
    view,
  };
}

/** Required and read-only of the role's and the tenant's views hold on the server too. */
export function seen(caller: Caller, type: Type, custom: readonly Field[], layers: readonly Layer[]): VisibleType {
  const fields = allowedFields(caller, type, custom);
  const paths = new Set(fields.map(({ field }) => field.path));
  const rules: VisibleType['rules'] = {};
  for (const { view } of layers)
    for (const [path, rule] of Object.entries(view.fields ?? {}))
      if (paths.has(path))
        rules[path] = { readOnly: rules[path]?.readOnly || rule.readOnly, required: rules[path]?.required || rule.required };
  return {
    type,
    rules,
    fields: fields.map((allowed) =>
      allowed.access === 'write' && rules[allowed.field.path]?.readOnly ? { ...allowed, access: 'read' } : allowed,
    ),
  };
}
