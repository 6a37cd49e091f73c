import type { FieldSchema } from '@zuoxi/contracts';
import type { ShownColumn } from './shown-columns';

export const tickWidth = 36;
export const minWidth = 64;
/** What a pinned column without a width of its own takes. */
const pinnedWidth = 160;

/** Where a pinned column stands when the table is scrolled sideways. */
export const leftOf = (shown: readonly ShownColumn[], at: number): number =>
  shown.slice(0, at).reduce((sum, { pinned, width }) => sum + (pinned ? (width ?? pinnedWidth) : 0), 0);

/** Their values are of one length: what room is left over belongs to the words beside them. */
const short: readonly FieldSchema['of']['kind'][] = [
  'phone',
  'date',
  'time',
  'datetime',
  'boolean',
  'integer',
  'decimal',
  'bigInteger',
];

/** px; undefined: as the table likes. One pixel means no wider than what stands in it. */
export const widthOf = ({ width, pinned, schema }: ShownColumn): number | undefined =>
  width ?? (!pinned && short.includes(schema.of.kind) ? 1 : undefined);
