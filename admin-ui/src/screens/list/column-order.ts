import type { ShownColumn } from './shown-columns';

/** `field` takes the place of `before`. */
export function moved(columns: readonly ShownColumn[], field: string, before: string): ShownColumn[] {
  const column = columns.find((one) => one.field === field);
  if (!column || field === before) return [...columns];
  const from = columns.indexOf(column);
  const to = columns.findIndex((one) => one.field === before);
  const rest = columns.filter((one) => one !== column);
  if (to < 0) return [...columns];
  const at = rest.findIndex((one) => one.field === before) + (from < to ? 1 : 0);
  return [...rest.slice(0, at), column, ...rest.slice(at)];
}

export const changed = (columns: readonly ShownColumn[], field: string, change: Partial<ShownColumn>): ShownColumn[] =>
  columns.map((column) => (column.field === field ? { ...column, ...change } : column));
