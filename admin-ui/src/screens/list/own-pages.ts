import type { DataRow } from '@zuoxi/contracts';
import { callPath, rowPath } from '../../kit/pages';

/** Types whose rows have a page of their own. */
const ownPages: Readonly<Record<string, (row: DataRow) => string | null>> = {
  'call-record': ({ callId }) => (typeof callId === 'string' ? callPath(callId) : null),
};

export const pageOfRow = (type: string, row: DataRow): string => ownPages[type]?.(row) ?? rowPath(type, row.id);
