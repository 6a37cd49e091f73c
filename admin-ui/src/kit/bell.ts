/** What the bell tells of one kind: the latest few and how many of them one has not looked at. */
export type BellLine = { id: string; title: string; who?: string; at: number; unread: boolean; open(): void };

export type BellPart = {
  id: string;
  title: string;
  unseen: number;
  /** undefined: not known yet */
  lines: readonly BellLine[] | undefined;
  /** instead of lines: that there are none, or that they cannot be had */
  says: { none: string; away: string };
  away: boolean;
  all?: { label: string; path: string };
};
