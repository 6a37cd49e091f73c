import type { ShownColumn } from './shown-columns';

export const tickWidth = 36;
export const minWidth = 64;
/** What a pinned column without a width of its own takes. */
const pinnedWidth = 160;

/** Where a pinned column stands when the table is scrolled sideways. */
export const leftOf = (shown: readonly ShownColumn[], at: number): number =>
  shown.slice(0, at).reduce((sum, { pinned, width }) => sum + (pinned ? (width ?? pinnedWidth) : 0), 0);
