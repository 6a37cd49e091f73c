import type { FieldSchema } from '@zuoxi/contracts';

/** `custom.birthday` of a row. */
export const valueAt = (row: Record<string, unknown>, path: string): unknown => {
  const [first = '', second] = path.split('.');
  const value = row[first];
  if (second === undefined) return value;
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[second] : undefined;
};

export const isNumber = (of: FieldSchema['of']): boolean =>
  of.kind === 'integer' || of.kind === 'decimal' || of.kind === 'bigInteger';
