/** How a type looks before anybody said otherwise: as its definition says, else the title first, eight columns; the newest on top. */
import type { ScreenView } from '@zuoxi/contracts';
import type { Type } from '../types/field';
import type { Allowed } from './access';
import { traitsOf } from './traits';

const shownColumns = 8;
const formEnds = ['owner', 'group', 'createdAt', 'updatedAt'];
const quick = ['choice', 'multiChoice', 'boolean', 'date', 'datetime', 'relation'];
const wide = ['longText', 'richText', 'blocks', 'json', 'file', 'component', 'zone', 'multiChoice'];
/** One meaning each; which rows get it is for the tenant to say (CRM-23). */
const noColours: ScreenView['colours'] = [];

export function defaultView(type: Pick<Type, 'title' | 'columns' | 'filters' | 'sort'>, fields: readonly Allowed[]): ScreenView {
  const { title } = type;
  const paths = fields.map(({ field }) => field.path);
  const named = type.columns.filter((path) => paths.includes(path));
  const first = (path: string): number => {
    if (named.includes(path)) return named.indexOf(path) - named.length;
    return path === title ? 0 : path === 'createdAt' ? 2 : path === 'updatedAt' ? 3 : 1;
  };
  const listed = fields
    .filter(({ field }) => field.of.kind !== 'password')
    .sort((a, b) => first(a.field.path) - first(b.field.path));
  const presentable = listed.filter(
    ({ field }) => traitsOf(field.of, field.place).column && field.path !== 'updatedAt' && field.path !== 'createdAt',
  );
  const room = paths.includes('createdAt') ? shownColumns - 1 : shownColumns;
  // what a tenant made is meant to be seen
  const own = presentable.filter(({ field }) => field.place.at === 'custom');
  const builtIn = presentable.filter(({ field }) => field.place.at !== 'custom').slice(0, room);
  const sensible = builtIn.map(({ field }) => field.path).concat('createdAt');
  const shown = new Set([...(named.length > 0 ? named : sensible), ...own.map(({ field }) => field.path)]);
  const isFilter = ({ field, access }: Allowed): boolean => {
    if (type.filters.length > 0 && field.place.at !== 'custom') return access !== 'masked' && type.filters.includes(field.path);
    return field.path === title || (access !== 'masked' && field.path !== 'updatedAt' && quick.includes(field.of.kind));
  };
  return {
    columns: listed.map(({ field }) => ({ field: field.path, shown: shown.has(field.path), pinned: false })),
    sort:
      type.sort && paths.includes(type.sort.field)
        ? type.sort
        : { field: paths.includes('createdAt') ? 'createdAt' : 'id', order: 'desc' },
    pageSize: 10,
    filters: fields.filter(isFilter).map(({ field }) => field.path),
    saved: [],
    form: [
      {
        title: '',
        fields: fields
          .filter(({ field }) => !formEnds.includes(field.path))
          .map(({ field }) => ({ field: field.path, half: !wide.includes(field.of.kind) })),
      },
      {
        title: '',
        fields: formEnds.filter((path) => paths.includes(path)).map((path) => ({ field: path, half: true })),
      },
    ].filter((section) => section.fields.length > 0),
    colours: noColours,
    fields: {},
  };
}
