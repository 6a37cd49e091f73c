/** LOG-01: what can be said of a row before the server is asked, and what is sent. Pure. */
import { Mobile, type FieldIssue, type FieldSchema, type RoleBase } from '@zuoxi/contracts';
import { issueOf } from '../../generated/form/issues';
import { columns, type Cells, type Column } from './columns';

export type Named = ReadonlyMap<string, string>;
export type Known = {
  fields: ReadonlyMap<string, FieldSchema>;
  /** by name and by code, in small letters */
  roles: ReadonlyMap<string, { id: string; base: RoleBase | null }>;
  groups: Named;
};
/** `code` is an issue's, or one of the import's own. */
export type Problem = { column: Column; code: FieldIssue['code'] | OwnCode; limit?: FieldIssue['limit'] };
export type OwnCode = 'unknownRole' | 'unknownGroup' | 'needsGroup' | 'twice' | 'needsWayIn' | 'roleAbove';

const key = (word: string): string => word.trim().toLowerCase();
const groupsIn = (cell: string): string[] =>
  cell
    .split(/[;；、,，]/)
    .map((word) => word.trim())
    .filter(Boolean);

/** How often each number stands in the paste. */
export function counted(rows: readonly Cells[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { number } of rows) if (number.trim()) counts.set(number.trim(), (counts.get(number.trim()) ?? 0) + 1);
  return counts;
}

const mobileOf = (cell: string): string => Mobile.safeParse(cell).data ?? cell.trim();
const valueOf = (cells: Cells, column: Column): string =>
  column === 'mobile' && cells.mobile.trim() ? mobileOf(cells.mobile) : cells[column].trim();

/** By the schema of accounts, as a form would; roles and groups are looked at by name below. */
function bySchema(cells: Cells, column: Column, { fields }: Known): Problem[] {
  const value = valueOf(cells, column);
  const field = fields.get(column);
  if (!field || field.access !== 'write') return value ? [{ column, code: 'notWritable' }] : [];
  if (column === 'role' || column === 'groups') return [];
  const issue = issueOf(field, column === 'number', value);
  if (issue) return [{ column, ...issue }];
  const pattern = 'pattern' in field.of ? field.of.pattern : undefined;
  return value && pattern && !new RegExp(pattern).test(value) ? [{ column, code: 'pattern' }] : [];
}

export function problemsOf(cells: Cells, known: Known, numbers: ReadonlyMap<string, number>): Problem[] {
  const problems = columns.flatMap((column) => bySchema(cells, column, known));
  if ((numbers.get(cells.number.trim()) ?? 0) > 1) problems.push({ column: 'number', code: 'twice' });
  const role = known.roles.get(key(cells.role));
  if (cells.role.trim() && !role) problems.push({ column: 'role', code: 'unknownRole' });
  const groups = groupsIn(cells.groups);
  const lost = groups.find((name) => !known.groups.has(key(name)));
  if (lost !== undefined) problems.push({ column: 'groups', code: 'unknownGroup', limit: lost });
  // LOG-02: whoever serves customers does so in a group
  if (!groups.length && (role ? role.base === 'agent' : !cells.role.trim()))
    problems.push({ column: 'groups', code: 'needsGroup' });
  if (!cells.password.trim() && !cells.email.trim()) problems.push({ column: 'password', code: 'needsWayIn' });
  return problems;
}

/** As POST /data/account/import takes a row; of a row without problems. */
export function valuesOf(cells: Cells, { roles, groups }: Known): Record<string, unknown> {
  const text = columns.filter((column) => column !== 'role' && column !== 'groups' && cells[column].trim() !== '');
  const role = roles.get(key(cells.role));
  return {
    ...Object.fromEntries(text.map((column) => [column, valueOf(cells, column)])),
    ...(role && { role: role.id }),
    ...(cells.groups.trim() && { groups: [...new Set(groupsIn(cells.groups).flatMap((name) => groups.get(key(name)) ?? []))] }),
  };
}

/** What the server said of a row, in the terms above; what belongs to no column stands at the number. */
export const refused = (issues: readonly FieldIssue[]): Problem[] =>
  issues.map(({ field, code, limit }): Problem => {
    const column = columns.find((one) => one === field);
    if (column === 'role' && code === 'notWritable') return { column, code: 'roleAbove' };
    return { column: column ?? 'number', code, ...(limit !== undefined && { limit }) };
  });
