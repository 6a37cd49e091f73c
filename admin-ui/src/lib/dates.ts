/** Quick dates of lists (WB-13), in the person's own time zone; weeks begin on Monday. `to` is left open where the present belongs to it (CDR-22). */
export const quickDates = ['today', 'yesterday', 'thisWeek', 'days7', 'thisMonth', 'lastMonth'] as const;
export type QuickDate = (typeof quickDates)[number];
export type Range = { from?: number; to?: number };

const day = (d: Date, shift = 0): number => new Date(d.getFullYear(), d.getMonth(), d.getDate() + shift).getTime();
const month = (d: Date, shift = 0): number => new Date(d.getFullYear(), d.getMonth() + shift, 1).getTime();
const sinceMonday = (d: Date): number => (d.getDay() + 6) % 7;

const ranges: Readonly<Record<QuickDate, (d: Date) => Range>> = {
  today: (d) => ({ from: day(d) }),
  yesterday: (d) => ({ from: day(d, -1), to: day(d) - 1 }),
  thisWeek: (d) => ({ from: day(d, -sinceMonday(d)) }),
  days7: (d) => ({ from: day(d, -6) }),
  thisMonth: (d) => ({ from: month(d) }),
  lastMonth: (d) => ({ from: month(d, -1), to: month(d) - 1 }),
};

export const rangeOf = (quick: QuickDate, now: number): Range => ranges[quick](new Date(now));

/** `2026-11-21` of a date input → that day's first or last millisecond; undefined for an empty one. */
export function dayBound(value: string, bound: 'first' | 'last'): number | undefined {
  const [y, m, d] = value.split('-').map(Number);
  if (!y || !m || !d) return undefined;
  return bound === 'first' ? new Date(y, m - 1, d).getTime() : new Date(y, m - 1, d + 1).getTime() - 1;
}

export function dayValue(at: number | undefined): string {
  if (at === undefined) return '';
  const d = new Date(at);
  return `${d.getFullYear()}-${String(d.getMonth() + 1).padStart(2, '0')}-${String(d.getDate()).padStart(2, '0')}`;
}
