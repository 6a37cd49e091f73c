/** Who reads in full what others see with stars is written down (D25). */
import type { Core } from '@strapi/strapi';
import type { DataRow } from '@zuoxi/contracts';
import { type Caller, service } from '@zuoxi/record-plane';
import type { VisibleType } from '../schema/type-schema';

/** @param rows a page of a list, or the one row that was opened */
export function noteUnmasked(
  strapi: Core.Strapi,
  { who }: Caller,
  { type, fields }: VisibleType,
  rows: readonly DataRow[] | DataRow,
): void {
  const full = fields.flatMap(({ field, access }) => (field.mask && access !== 'masked' ? [field.name] : []));
  if (full.length === 0) return;
  const says = (row: DataRow): boolean => full.some((name) => row[name] !== null && row[name] !== undefined && row[name] !== '');
  if ('id' in rows) {
    if (says(rows)) service(strapi, 'reads').numbers(who, { type: type.name, id: rows.id, rows: null, fields: full });
    return;
  }
  const shown = rows.filter(says).length;
  if (shown > 0) service(strapi, 'reads').numbers(who, { type: type.name, rows: shown, fields: full });
}
