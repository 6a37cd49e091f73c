import type { ImportBody, ImportReply } from '@zuoxi/contracts';
import { Refused } from '@zuoxi/record-plane';
import { permissionOf } from '../caller';
import { createRow, type Writing } from './write';

/** Also of what nobody foresaw, because the rows before it are made and the answer must say so. */
function whyNot({ strapi, seen }: Writing, error: unknown): ImportReply['rows'][number] {
  if (error instanceof Refused) return { code: error.code, issues: error.more.issues ?? [] };
  strapi.log.error(`import of ${seen.type.name}: ${error instanceof Error ? error.message : String(error)}`);
  return { code: 'internal', issues: [] };
}

/** Row by row through the very door of single rows: what holds for one that is typed holds for a thousand. A refused one keeps nobody else from being made. */
export async function importRows(writing: Writing, given: ImportBody['rows']): Promise<ImportReply> {
  const { type } = writing.seen;
  if (!permissionOf(writing.caller, type).create) throw new Refused('forbidden', type.name);
  const rows: ImportReply['rows'] = [];
  for (const values of given) {
    try {
      rows.push({ id: (await createRow(writing, values)).id });
    } catch (error) {
      rows.push(whyNot(writing, error));
    }
  }
  return { rows };
}
