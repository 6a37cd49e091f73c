import type { DataRow, FieldSchema, TypeSchema } from '@zuoxi/contracts';
import { accountRules as own } from './account-import';
import { columnsOf, headOf, readTable } from './columns';
import type { Cells } from './model';
import { csvOf, decoded, linesOf } from './parse';
import { keyOf, type Found } from './relations';
import { problemsOf, refused, valuesOf, type Import } from './rows';
import { field, typeOf } from './support';

const fields = [
  field('nickname', '客服昵称', 'Nickname'),
  field('number', '工号', 'Number', { kind: 'text', pattern: '^[0-9]{2,10}$' }, { required: true }),
  field('displayName', '姓名', 'Name', { kind: 'text', maxLength: 4 }),
  field('role', '角色', 'Role', { kind: 'relation', target: 'role', many: false }),
  field('groups', '班组', 'Groups', { kind: 'relation', target: 'group', many: true }),
  field('mobile', '手机号', 'Mobile', { kind: 'phone', pattern: '^1[0-9]{10}$' }),
  field('email', '邮箱', 'E-mail', { kind: 'email' }),
  field('password', '密码', 'Password', { kind: 'password' }),
];
const name = field('name', '名称', 'Name');
const types = new Map<string, TypeSchema>(
  [typeOf('account', fields, 'displayName'), typeOf('role', [name, field('code', '代码', 'Code')]), typeOf('group', [name])].map(
    (type) => [type.name, type],
  ),
);
const columnsAmong = (among: readonly FieldSchema[]) => columnsOf(typeOf('account', among, 'displayName'), types, own);
const columns = columnsAmong(fields);
const row = (target: string, word: string, row: DataRow | null): [string, readonly DataRow[]] => [
  keyOf({ target, word }),
  row ? [row] : [],
];
const found: Found = new Map([
  row('role', '坐席', { id: 'r1', base: 'agent' }),
  row('role', 'Leader', { id: 'r2', base: 'leader' }),
  row('role', '总统', null),
  row('group', '售前', { id: 'g1' }),
  row('group', '售后', { id: 'g2' }),
  row('group', '财务', null),
]);
const about: Import = { columns, own, found, shared: {} };
const good: Cells = { number: '2001', displayName: '王芳', role: '坐席', groups: '售前', password: 'Neues-4567' };
const problems = (change: Cells, others: Cells[] = []) =>
  problemsOf([{ ...good, ...change }, ...others], about)[0]?.map(({ column, code }) => `${column} ${code}`);

test.each([
  ['pasted from a spreadsheet', '工号\t姓名\t角色\t班组\n2001\t王芳\t坐席\t售前、售后\n'],
  ['a CSV file with English heads in another order and case', 'ROLE,Agent Number,Groups,Name\r\n坐席,2001,售前;售后,王芳\r\n'],
  ['a CSV file with semicolons and quotes', '\ufeff姓名;"技能组";工号*;角色\n王芳;"售前;售后";2001;坐席'],
])('LOG-01 %s is read by the words above the columns', (_what, text) => {
  const table = readTable(linesOf(text), columns, own);
  expect(table).toMatchObject({ unknown: [], rows: [{ number: '2001', displayName: '王芳', role: '坐席' }] });
  expect(valuesOf(table!.rows[0]!, about)).toEqual({ number: '2001', displayName: '王芳', role: 'r1', groups: ['g1', 'g2'] });
});

test('LOG-01 the template is read back in both languages, and rows without a head stand as in the template', () => {
  const line = '2001,王芳,坐席,售前,,,Neues-4567';
  const template = columns.filter(({ path }) => own.columns.includes(path));
  for (const text of [...(['zh', 'en'] as const).map((language) => `${csvOf([headOf(template, language)])}\n${line}`), line])
    expect(readTable(linesOf(text), columns, own)?.rows).toEqual([{ ...good, mobile: '', email: '' }]);
});

test('a column that means nothing here is named, not lost silently; so is one that the role may not write', () => {
  expect(readTable(linesOf('工号,部门\n2001,销售'), columns, own)?.unknown).toEqual(['部门']);
  const fewer = columnsAmong(fields.map((one) => (one.path === 'mobile' ? { ...one, access: 'read' } : one)));
  expect(readTable(linesOf('工号,手机号\n2001,13900002001'), fewer, own)?.unknown).toEqual(['手机号']);
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
  expect(problems({ role: '总统' })).toEqual(['role noSuch']);
  expect(problems({ groups: '售前、财务' })).toEqual(['groups noSuch']);
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
  expect(problems({ mobile: cells.mobile })).toEqual([]);
  expect(valuesOf(cells, about)).toMatchObject({ mobile: '13900002001' });
});

test('LOG-01 what the server refuses stands at its column', () => {
  expect(refused([{ field: 'role', code: 'notWritable' }], own)).toEqual([{ column: 'role', code: 'roleAbove' }]);
  expect(refused([{ field: 'password', code: 'tooShort', limit: 8 }], own)).toEqual([
    { column: 'password', code: 'tooShort', limit: 8 },
  ]);
  expect(refused([{ field: 'custom.x', code: 'required' }])).toEqual([{ column: 'custom.x', code: 'required' }]);
});
