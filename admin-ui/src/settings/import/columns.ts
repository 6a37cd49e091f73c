/** LOG-01: the columns of the spreadsheet, by the words that stand above them. Pure. */
export const columns = ['number', 'displayName', 'role', 'groups', 'mobile', 'email', 'password'] as const;
export type Column = (typeof columns)[number];
export type Cells = Readonly<Record<Column, string>>;
export const noCells: Cells = { number: '', displayName: '', role: '', groups: '', mobile: '', email: '', password: '' };

/** In any case and with any blanks. */
const heads: Readonly<Record<Column, readonly string[]>> = {
  number: ['工号', '坐席工号', '账号', 'number', 'agentnumber', 'agentno', 'agentno.'],
  displayName: ['姓名', '名字', 'name', 'displayname', 'fullname'],
  role: ['角色', 'role'],
  groups: ['班组', '技能组', '组', 'groups', 'group', 'skillgroup', 'skillgroups'],
  mobile: ['手机', '手机号', '手机号码', 'mobile', 'phone', 'mobilenumber'],
  email: ['邮箱', '电子邮箱', '电子邮件', 'email', 'e-mail', 'mail'],
  password: ['密码', '初始密码', 'password'],
};
const columnOf = (head: string): Column | null => {
  const word = head.replace(/[\s\ufeff*＊]/g, '').toLowerCase();
  return columns.find((column) => heads[column].includes(word)) ?? null;
};

/** The head of the template, which can be read back. */
export const templateHead: Readonly<Record<'zh' | 'en', string>> = {
  zh: columns.map((column) => heads[column][0]).join(','),
  en: 'Number,Name,Role,Groups,Mobile,Email,Password',
};

export type Table = { rows: Cells[]; unknown: string[] };

/** With no word of a head in the first line, it is taken for a row and the columns stand as in the template. `unknown`: heads that mean nothing here. */
export function readTable(lines: readonly (readonly string[])[]): Table {
  const full = lines.filter((line) => line.some((cell) => cell.trim() !== ''));
  const [first = [], ...below] = full;
  const head = first.map(columnOf);
  const named = head.some((column) => column !== null);
  const order: readonly (Column | null)[] = named ? head : columns;
  const rows = (named ? below : full).map((line) =>
    line.reduce<Cells>((cells, value, at) => {
      const column = order[at];
      return column ? { ...cells, [column]: value.trim() } : cells;
    }, noCells),
  );
  return { rows, unknown: named ? first.filter((word, at) => head[at] === null && word.trim() !== '') : [] };
}
