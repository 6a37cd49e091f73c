import type { DataRow, FieldSchema, Filter, TypeSchema } from '@zuoxi/contracts';
import { readCell } from './cells';
import { columnsOf, headOf, readTable } from './columns';
import { findRows } from './find-rows';
import { mayImport } from './importable';
import type { Cells } from './model';
import { linesOf } from './parse';
import { keyOf, wantedOf, type Found } from './relations';
import { isPending, problemsOf, valuesOf, type Import } from './rows';
import { field, typeOf } from './support';

const choices = [
  { value: 'unprocessed', label: { zh: '未处理', en: 'Unprocessed' } },
  { value: 'followUp', label: { zh: '继续跟踪', en: 'Follow up' } },
];
const customer = typeOf('customer', [
  field('campaign', '外呼任务', 'Campaign', { kind: 'relation', target: 'campaign', many: false }, { required: true }),
  field('name', '姓名', 'Name', { kind: 'text', maxLength: 4 }),
  field('number', '电话', 'Number', { kind: 'phone', maxLength: 32 }, { required: true }),
  field('status', '状态', 'Status', { kind: 'choice', choices }, { required: true, default: 'unprocessed' }),
  field('owner', '归属人', 'Owner', { kind: 'relation', target: 'account', many: false }),
  field('groups', '班组', 'Groups', { kind: 'relation', target: 'group', many: true }),
  field('custom.birthday', '生日', 'Birthday', { kind: 'date' }),
  field('createdAt', '创建时间', 'Created', { kind: 'datetime' }, { access: 'read', required: true }),
  field('card', '名片', 'Card', { kind: 'file', many: false, accept: [] }),
  field('secret', '口令', 'Secret', { kind: 'password' }),
  field('note', '密注', 'Note', { kind: 'relation', target: 'hidden', many: false }),
]);
const types = new Map<string, TypeSchema>(
  [customer, typeOf('campaign', [field('name', '名称', 'Name')]), typeOf('account', [field('name', '姓名', 'Name')])]
    .concat(typeOf('group', [field('name', '名称', 'Name')]))
    .map((type) => [type.name, type]),
);
const columns = columnsOf(customer, types);
const found: Found = new Map<string, DataRow[]>([
  [keyOf({ target: 'account', word: '王芳' }), [{ id: 'a1' }]],
  [keyOf({ target: 'account', word: '李明' }), [{ id: 'a2' }, { id: 'a3' }]],
  [keyOf({ target: 'account', word: '没人' }), []],
  [keyOf({ target: 'group', word: '售前' }), [{ id: 'g1' }]],
  [keyOf({ target: 'group', word: '售后' }), [{ id: 'g2' }]],
]);
const about: Import = { columns, own: undefined, found, shared: { campaign: 'c1' } };

test('columns are what a cell can hold and the role may write; heads are labels in either language or paths', () => {
  expect(headOf(columns, 'zh')).toEqual(['外呼任务*', '姓名', '电话*', '状态', '归属人', '班组', '生日']);
  const heads = ['campaign', 'NAME', ' 电 话 ＊', 'Status', 'OWNER', '班组', 'custom.birthday', '创建时间', '名片'];
  const table = readTable([heads, heads], columns);
  expect(table?.columns).toEqual(columns.map(({ path }) => path));
  expect(table?.unknown).toEqual(['创建时间', '名片']);
});

test('without a line that names columns nothing is guessed', () => {
  expect(readTable(linesOf('张三,13800000001\n李四,13800000002'), columns)).toBeNull();
});

test('a type is imported where its rows can be whole', () => {
  expect(mayImport(customer, types)).toBe(true);
  const change = (path: string, more: Partial<FieldSchema>): TypeSchema => ({
    ...customer,
    fields: customer.fields.map((one) => (one.path === path ? { ...one, ...more } : one)),
  });
  expect(mayImport({ ...customer, readOnly: true }, types)).toBe(false);
  expect(mayImport({ ...customer, may: { ...customer.may, create: false } }, types)).toBe(false);
  expect(mayImport(change('card', { required: true }), types)).toBe(false);
  expect(mayImport(change('number', { access: 'masked' }), types)).toBe(false);
  expect(mayImport(change('note', { required: true }), types)).toBe(false);
});

const noon = new Date(2026, 10, 21, 14, 5).toISOString();
const kind = (of: FieldSchema['of']) => field('x', '甲', 'X', of);
test.each<[FieldSchema['of'], string, unknown]>([
  [{ kind: 'integer' }, '1,200', 1200],
  [{ kind: 'integer' }, '１２', 12],
  [{ kind: 'decimal' }, ' -3.50', -3.5],
  [{ kind: 'bigInteger' }, '123456789012345678', '123456789012345678'],
  [{ kind: 'date' }, '2026-11-21', '2026-11-21'],
  [{ kind: 'date' }, '2026/1/5', '2026-01-05'],
  [{ kind: 'date' }, '2026年11月21日', '2026-11-21'],
  [{ kind: 'date' }, '2026/11/21 0:00:00', '2026-11-21'],
  [{ kind: 'time' }, '9:05', '09:05'],
  [{ kind: 'datetime' }, '2026-11-21 14:05', noon],
  [{ kind: 'datetime' }, '2026/11/21 14:05:00', noon],
  [{ kind: 'datetime' }, '2026年11月21日 14：05', noon],
  [{ kind: 'datetime' }, '2026-11-21', new Date(2026, 10, 21).toISOString()],
  [{ kind: 'boolean' }, '是', true],
  [{ kind: 'boolean' }, 'No', false],
  [{ kind: 'boolean' }, '1', true],
  [{ kind: 'choice', choices }, '继续跟踪', 'followUp'],
  [{ kind: 'choice', choices }, 'follow UP', 'followUp'],
  [{ kind: 'multiChoice', choices }, '未处理；followUp，未处理', ['unprocessed', 'followUp']],
  [{ kind: 'phone' }, '(010) 6000-0001', '01060000001'],
  [{ kind: 'email' }, 'a@example.com', 'a@example.com'],
])('a cell of %j reads %s', (of, cell, value) => {
  expect(readCell(kind(of), cell)).toEqual({ value });
});

test.each<[FieldSchema['of'], string, string]>([
  [{ kind: 'integer' }, '1.5', 'wrongKind'],
  [{ kind: 'integer' }, '0x10', 'wrongKind'],
  [{ kind: 'integer', max: 5 }, '6', 'tooLarge'],
  [{ kind: 'decimal' }, '12万', 'wrongKind'],
  [{ kind: 'date' }, '2026-02-30', 'wrongKind'],
  [{ kind: 'date' }, '昨天', 'wrongKind'],
  [{ kind: 'date' }, '2026-11-21 14:05', 'wrongKind'],
  [{ kind: 'datetime' }, '2026-11-21 25:00', 'wrongKind'],
  [{ kind: 'time' }, '24:00', 'wrongKind'],
  [{ kind: 'boolean' }, '也许', 'wrongKind'],
  [{ kind: 'choice', choices }, '其他', 'choice'],
  [{ kind: 'phone' }, '1380000000a', 'pattern'],
  [{ kind: 'phone', maxLength: 4 }, '12345', 'tooLong'],
  [{ kind: 'email' }, 'a@', 'pattern'],
  [{ kind: 'text', pattern: '^[A-Z]+$' }, 'abc', 'pattern'],
])('a cell of %j does not take %s', (of, cell, code) => {
  expect(readCell(kind(of), cell)).toMatchObject({ code });
});

test('CMP-22 what is chosen for all rows is no column’s to say; what stands in a cell is sent as its kind', () => {
  const cells = { number: '138-0000-0001', name: '张三', owner: '王芳', groups: '售前、售后', 'custom.birthday': '1990/1/2' };
  expect(problemsOf([cells, { name: '李四' }], about)).toEqual([[], [{ column: 'number', code: 'required' }]]);
  expect(problemsOf([cells], { ...about, shared: {} })[0]).toEqual([{ column: 'campaign', code: 'required' }]);
  expect(valuesOf(cells, about)).toEqual({
    campaign: 'c1',
    number: '13800000001',
    name: '张三',
    owner: 'a1',
    groups: ['g1', 'g2'],
    'custom.birthday': '1990-01-02',
  });
});

test('a related row that is not there, or there twice, is said; one that is looked for is waited for', () => {
  const owner = (name: string) => ({ number: '13800000001', owner: name });
  expect(problemsOf([owner('没人'), owner('李明'), owner('谁知道')], about)).toEqual([
    [{ column: 'owner', code: 'noSuch', limit: '没人' }],
    [{ column: 'owner', code: 'ambiguous', limit: '李明' }],
    [],
  ]);
  expect([isPending(owner('谁知道'), about), isPending(owner('没人'), about)]).toEqual([true, false]);
});

test('only names that occur are asked for, each once', () => {
  const rows: Cells[] = [{ owner: '王芳', groups: '售前、售后' }, { owner: ' 王芳', groups: '售后' }, { owner: '' }];
  expect(wantedOf(columns, rows).map(keyOf)).toEqual(['account 王芳', 'group 售前', 'group 售后']);
});

describe('rows by name', () => {
  const rows: DataRow[] = [
    { id: '1', name: '王芳', number: '1001' },
    { id: '2', name: '李明', number: '1002' },
    { id: '3', name: '李明', number: '1003' },
    { id: '4', name: 'Team A', number: '1004' },
    { id: '5', name: 'team', number: '1005' },
    { id: '6', name: 'Team', number: '1006' },
  ];
  const asked: Filter[] = [];
  /** As the server answers, two rows a page. */
  const ask = async (filter: Filter) => {
    asked.push(filter);
    const [condition] = filter;
    const { field: at, op, value } = condition!;
    const of = (row: DataRow) => String(row[at]);
    const fit = rows.filter((row) =>
      op === 'in' ? [value].flat().includes(of(row)) : of(row).toLowerCase().startsWith(String(value).toLowerCase()),
    );
    return { rows: op === 'in' ? fit.slice(0, 2) : fit, more: op === 'in' && fit.length > 2 };
  };
  const ids = async (...words: string[]) =>
    [...(await findRows(ask, ['name', 'number'], words))].map(([word, all]) => [word, all.map(({ id }) => id)]);

  test('are found by title or number, in any case; as it is written goes first', async () => {
    expect(await ids('王芳', '李明', '1004', 'TEAM a', 'team', '没有')).toEqual([
      ['王芳', ['1']],
      ['李明', ['2', '3']],
      ['1004', ['4']],
      ['TEAM a', ['4']],
      ['team', ['5']],
      ['没有', []],
    ]);
  });

  test('are asked for in questions that fit into an address', async () => {
    asked.length = 0;
    await ids(...Array.from({ length: 300 }, (_, i) => `没有这个名字${i}`));
    expect(asked.length).toBeGreaterThan(2);
    for (const filter of asked) expect(encodeURIComponent(JSON.stringify(filter)).length).toBeLessThan(4000);
  });
});
