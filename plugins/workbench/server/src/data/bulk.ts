import type { BulkBody, BulkReply } from '@zuoxi/contracts';
import { Refused } from '@zuoxi/record-plane';
import { deleteRow, updateRow, type Writing } from './write';

/** Row by row, each for itself: one that is refused is named and keeps nobody else from being done. */
export async function bulk(writing: Writing, body: BulkBody): Promise<BulkReply> {
  const failed: BulkReply['failed'] = [];
  const ids = [...new Set(body.ids)];
  for (const id of ids) {
    try {
      if (body.action === 'delete') await deleteRow(writing, id);
      else await updateRow(writing, id, body.values);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const issue = error.more.issues?.[0]?.code;
      failed.push({ id, code: issue ?? error.code });
    }
  }
  return { done: ids.length - failed.length, failed };
}
