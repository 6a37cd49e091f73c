import type { FieldSchema, TypeSchema } from '@zuoxi/contracts';
import { moved } from '../list/column-order';
import { allColumns, shownColumns } from '../list/shown-columns';
import { sectionsOf } from '../form/sections';
import { menuOf } from '../../kit/menu';
import { placed, stepped, takenOut, type Drafted } from './place';

const field = (path: string): FieldSchema => ({
  path,
  of: { kind: 'text' },
  access: 'write',
  label: { zh: path, en: path },
  required: false,
  sortable: true,
  filterable: true,
});
const type = (paths: string[], columns: string[]): TypeSchema => ({
  name: 'visit',
  single: false,
  label: { zh: '回访', en: 'Visits' },
  section: 'business',
  menu: { position: 1, icon: 'event' },
  title: 'a',
  fields: paths.map(field),
  readOnly: false,
  may: { create: true, read: 'all', update: 'all', delete: 'all' },
  view: {
    columns: columns.map((path) => ({ field: path, shown: true, pinned: path === 'c' })),
    sort: { field: 'a', order: 'asc' },
    pageSize: 10,
    filters: [],
    saved: [],
    form: [{ title: '', fields: columns.map((path) => ({ field: path, half: true })) }],
    colours: [],
    fields: {},
  },
});

test('CRM-28 columns stand in the order of the view, pinned ones first; a field newer than the view waits hidden at the end', () => {
  expect(shownColumns(type(['a', 'b', 'c', 'new'], ['b', 'a', 'c']), null).map((c) => [c.field, c.shown])).toEqual([
    ['c', true],
    ['b', true],
    ['a', true],
    ['new', false],
  ]);
});

test('CRM-29 columns picked for now survive a field that appears and one that goes', () => {
  const picked = allColumns(type(['a', 'b'], ['a', 'b'])).map((c) => ({ ...c, shown: c.field === 'b' }));
  const later = shownColumns(type(['b', 'n'], ['b']), picked);
  expect(later.map((c) => [c.field, c.shown])).toEqual([
    ['b', true],
    ['n', false],
  ]);
});

test('CRM-28 dragging a column puts it where it was let go', () => {
  const columns = allColumns(type(['a', 'b', 'c'], ['a', 'b', 'c']));
  const order = (from: string, to: string): string =>
    moved(columns, from, to)
      .map((c) => c.field)
      .join('');
  expect([order('a', 'c'), order('c', 'a'), order('a', 'a'), order('x', 'a')]).toEqual(['bca', 'cab', 'abc', 'abc']);
});

test('a form shows what the view puts into it, without what the role does not see or a designer took out', () => {
  const [section] = sectionsOf(type(['a', 'out'], ['a', 'gone']));
  expect(section?.parts.map(({ schema }) => schema.path)).toEqual(['a']);
});

test('a field moves by steps too, over the edge of its section, and leaves the form', () => {
  const form: Drafted = [['a', 'b'], ['c']].map((fields, i) => ({
    title: `${i}`,
    fields: fields.map((field) => ({ field, half: false })),
  }));
  const order = (drafted: Drafted) => drafted.map(({ fields }) => fields.map((one) => one.field).join(''));
  expect(order(stepped(form, 'a', 1))).toEqual(['ba', 'c']);
  expect(order(stepped(form, 'b', 1))).toEqual(['a', 'bc']);
  expect(order(stepped(form, 'c', -1))).toEqual(['abc', '']);
  expect(order(stepped(form, 'a', -1))).toEqual(['ab', 'c']);
  expect(order(takenOut(form, 'b'))).toEqual(['a', 'c']);
});

test('a field dragged in the design leaves its old place', () => {
  const form = [
    {
      title: 'one',
      fields: [
        { field: 'a', half: true },
        { field: 'b', half: false },
      ],
    },
    { title: 'two', fields: [{ field: 'c', half: true }] },
  ];
  const names = placed(form, 'b', 1, 'c').map(({ fields }) => fields.map((f) => f.field).join(''));
  expect(names).toEqual(['a', 'bc']);
  expect(placed(form, 'new', 0, null)[0]?.fields.at(-1)).toEqual({ field: 'new', half: true });
});

test('LOG-34 the menu has what the role reads, by section and position, and what plugins put between', () => {
  const some = { ...type(['a'], ['a']), name: 'late', menu: { position: 9, icon: '' } };
  const hidden = { ...type(['a'], ['a']), name: 'hidden', menu: null };
  const blind = {
    ...type(['a'], ['a']),
    name: 'blind',
    may: { create: true, read: 'none' as const, update: 'none' as const, delete: 'none' as const },
  };
  const schema = { version: '1', types: [some, hidden, blind, type(['a'], ['a'])], actions: [], modules: [], ui: [] };
  expect(menuOf(schema).business.map(({ path }) => path)).toEqual(['/t/visit', '/t/late']);
  expect(menuOf(schema).settings).toEqual([]);
  const page = { label: { zh: '', en: '' }, icon: '', section: 'business' as const, position: 0, path: '/x/trips/home' };
  const brought = [page, { ...page, path: '/x/trips/plan', needs: 'design' as const }];
  expect(menuOf(schema, brought).business.map(({ path }) => path)).toEqual(['/x/trips/home', '/t/visit', '/t/late']);
});

test('a form for a new row has no fields that nobody writes', () => {
  const visit = type(['a', 'createdAt'], ['a', 'createdAt']);
  const given: TypeSchema = {
    ...visit,
    fields: visit.fields.map((f) => (f.path === 'createdAt' ? { ...f, access: 'read' } : f)),
  };
  const paths = (isNew: boolean) => sectionsOf(given, isNew).flatMap(({ parts }) => parts.map(({ schema }) => schema.path));
  expect([paths(false), paths(true)]).toEqual([['a', 'createdAt'], ['a']]);
});
