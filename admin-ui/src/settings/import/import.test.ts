import type { FieldSchema } from '@zuoxi/contracts';
import { noCells, readTable, templateHead, type Cells } from './columns';
import { decoded, linesOf } from './parse';
import { counted, problemsOf, refused, valuesOf, type Known } from './rows';

const field = (path: string, of: FieldSchema['of'] = { kind: 'text' }): [string, FieldSchema] => [
  path,
  { path, of, access: 'write', label: { zh: path, en: path }, required: path === 'number', sortable: true, filterable: true },
];
const known: Known = {
  fields: new Map([
    field('number', { kind: 'text', pattern: '^[0-9]{2,10}$' }),
    field('displayName', { kind: 'text', maxLength: 4 }),
    field('role', { kind: 'relation', target: 'role', many: false }),
    field('groups', { kind: 'relation', target: 'group', many: true }),
    field('mobile', { kind: 'phone', pattern: '^1[0-9]{10}$' }),
    field('email', { kind: 'email' }),
    field('password', { kind: 'password' }),
  ]),
  roles: new Map([
    ['坐席', { id: 'r1', base: 'agent' }],
    ['leader', { id: 'r2', base: 'leader' }],
  ]),
  groups: new Map([
    ['售前', 'g1'],
    ['售后', 'g2'],
  ]),
};
const good: Cells = { ...noCells, number: '2001', displayName: '王芳', role: '坐席', groups: '售前', password: 'Neues-4567' };
const problems = (change: Partial<Cells>, others: Cells[] = []) => {
  const cells = { ...good, ...change };
  return problemsOf(cells, known, counted([cells, ...others])).map(({ column, code }) => `${column} ${code}`);
};

test.each([
  ['pasted from a spreadsheet', '工号\t姓名\t角色\t班组\n2001\t王芳\t坐席\t售前、售后\n'],
  ['a CSV file with English heads in another order and case', 'ROLE,Agent Number,Groups,Name\r\n坐席,2001,售前;售后,王芳\r\n'],
  ['a CSV file with semicolons and quotes', '\ufeff姓名;"班组";工号;角色\n王芳;"售前;售后";2001;坐席'],
])('LOG-01 %s is read by the words above the columns', (_what, text) => {
  const { rows, unknown } = readTable(linesOf(text));
  expect([rows.length, unknown]).toEqual([1, []]);
  expect(rows[0]).toMatchObject({ number: '2001', displayName: '王芳', role: '坐席', password: '' });
  expect(valuesOf(rows[0]!, known)).toEqual({ number: '2001', displayName: '王芳', role: 'r1', groups: ['g1', 'g2'] });
});

test('LOG-01 the template is read back in both languages, and rows without a head stand as in the template', () => {
  const row = '2001,王芳,坐席,售前,,,Neues-4567';
  for (const text of [`${templateHead.zh}\n${row}`, `${templateHead.en}\n${row}`, row])
    expect(readTable(linesOf(text)).rows).toEqual([good]);
});

test('a column that means nothing here is named, not lost silently', () => {
  expect(readTable(linesOf('工号,部门\n2001,销售')).unknown).toEqual(['部门']);
});

test('a file that Excel wrote in GBK is read', () => {
  expect(decoded(new Uint8Array([0xb9, 0xa4, 0xba, 0xc5]).buffer)).toBe('工号');
  expect(decoded(new TextEncoder().encode('工号').buffer)).toBe('工号');
});

test('LOG-01 each row says what is wrong with it', () => {
  expect(problems({})).toEqual([]);
  expect(problems({ number: '' })).toEqual(['number required']);
  expect(problems({ number: '12a' })).toEqual(['number pattern']);
  expect(problems({ displayName: '太长的名字' })).toEqual(['displayName tooLong']);
  expect(problems({ role: '总统' })).toEqual(['role unknownRole']);
  expect(problems({ groups: '售前、财务' })).toEqual(['groups unknownGroup']);
  expect(problems({}, [{ ...good, displayName: '另一' }])).toEqual(['number twice']);
  expect(problems({ mobile: '12' })).toEqual(['mobile pattern']);
});

test('LOG-02 who serves customers needs a group; a leader may do without', () => {
  expect(problems({ groups: '' })).toEqual(['groups needsGroup']);
  expect(problems({ groups: '', role: '' })).toEqual(['groups needsGroup']);
  expect(problems({ groups: '', role: 'Leader' })).toEqual([]);
});

test('LOG-15 without a password there must be an address to send one to', () => {
  expect(problems({ password: '' })).toEqual(['password needsWayIn']);
  expect(problems({ password: '', email: 'wang@example.com' })).toEqual([]);
});

test('a mobile is sent in one form, however it was written', () => {
  const cells = { ...good, mobile: '+86 139-0000 2001' };
  expect(problemsOf(cells, known, counted([cells]))).toEqual([]);
  expect(valuesOf(cells, known)).toMatchObject({ mobile: '13900002001' });
});

test('what the role may not write is not sent without a word', () => {
  const fields = new Map([...known.fields].filter(([path]) => path !== 'mobile'));
  const cells = { ...good, mobile: '13900002001' };
  expect(problemsOf(cells, { ...known, fields }, counted([cells]))).toEqual([{ column: 'mobile', code: 'notWritable' }]);
});

test('LOG-01 what the server refuses stands at its column', () => {
  expect(refused([{ field: 'role', code: 'notWritable' }])).toEqual([{ column: 'role', code: 'roleAbove' }]);
  expect(refused([{ field: 'password', code: 'tooShort', limit: 8 }])).toEqual([
    { column: 'password', code: 'tooShort', limit: 8 },
  ]);
  expect(refused([{ field: 'custom.x', code: 'required' }])).toEqual([{ column: 'number', code: 'required' }]);
});
