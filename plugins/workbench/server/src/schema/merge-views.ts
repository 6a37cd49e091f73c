/** Layers over the default, key by key; what names a field that the caller does not see is left out. */
import type { Filter, ScreenView, ViewPatch } from '@zuoxi/contracts';

/** A saved view, and the fields that there were when it was saved: what came later could not be chosen or left out. */
export type Layer = { view: ViewPatch; known: readonly string[] };

/** `layers` from the weakest to the strongest. */
export function mergeViews(base: ScreenView, layers: readonly Layer[], sees: ReadonlySet<string>): ScreenView {
  const merged: ScreenView = { ...base };
  for (const { view } of layers) Object.assign(merged, defined(view));
  const isNew = (key: keyof ViewPatch): ((path: string) => boolean) => {
    const from = layers.findLast(({ view }) => view[key] !== undefined);
    return (path) => from !== undefined && !from.known.includes(path);
  };
  const known = (filter: Filter): boolean => filter.every(({ field }) => sees.has(field));
  const newColumn = isNew('columns');
  const newFilter = isNew('filters');
  return {
    ...merged,
    columns: [
      ...merged.columns,
      ...missing(merged.columns, base.columns).map((c) => (newColumn(c.field) ? c : { ...c, shown: false })),
    ].filter(({ field }) => sees.has(field)),
    sort: sees.has(merged.sort.field) ? merged.sort : base.sort,
    filters: [...merged.filters, ...base.filters.filter((path) => newFilter(path) && !merged.filters.includes(path))].filter(
      (path) => sees.has(path),
    ),
    saved: merged.saved.filter(({ filter }) => known(filter)),
    form: withNewFields(merged.form, base.form, isNew('form'))
      .map((section) => ({ ...section, fields: section.fields.filter(({ field }) => sees.has(field)) }))
      .filter((section) => section.fields.length > 0),
    colours: merged.colours.filter(({ test }) => (test.kind === 'age' ? sees.has(test.field) : known(test.filter))),
    fields: rules(layers, sees),
  };
}

/** Read-only and required add up: no layer can undo what a weaker one demands. */
function rules(layers: readonly Layer[], sees: ReadonlySet<string>): ScreenView['fields'] {
  const fields: ScreenView['fields'] = {};
  for (const { view } of layers)
    for (const [path, rule] of Object.entries(view.fields ?? {}))
      if (sees.has(path)) {
        const had = fields[path] ?? {};
        fields[path] = {
          ...((had.readOnly || rule.readOnly) && { readOnly: true }),
          ...((had.required || rule.required) && { required: true }),
        };
      }
  return fields;
}

const defined = ({ fields: _addUp, ...view }: ViewPatch): ViewPatch =>
  Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined));

function missing<C extends { field: string }>(chosen: readonly C[], all: readonly C[]): C[] {
  const had = new Set(chosen.map(({ field }) => field));
  return all.filter(({ field }) => !had.has(field));
}

/** A field that came after the form was laid out stands in its last section, so that it can be filled in at once. */
function withNewFields(
  chosen: ScreenView['form'],
  all: ScreenView['form'],
  isNew: (path: string) => boolean,
): ScreenView['form'] {
  const fresh = missing(
    chosen.flatMap(({ fields }) => fields),
    all.flatMap(({ fields }) => fields),
  ).filter(({ field }) => isNew(field));
  const last = chosen.at(-1);
  return last && fresh.length ? [...chosen.slice(0, -1), { ...last, fields: [...last.fields, ...fresh] }] : chosen;
}
