/** Durations, dates and numbers as people read them. Widths do not change while a digit does (tabular figures). */

const two = (n: number): string => String(n).padStart(2, '0');

/** `00:41`, `12:03`, `1:02:03`. Negative counts as none. */
export function clock(ms: number): string {
  const all = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60), all % 60];
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`;
}

/** Whole seconds left, upwards: a countdown shows 15 for a moment and never −1. */
export const secondsLeft = (until: number, now: number): number => Math.max(0, Math.ceil((until - now) / 1000));

/** `14:05:09` in the person's own time zone. */
export function timeOfDay(at: number): string {
  const d = new Date(at);
  return `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
}

/** `11-21 14:05:09`, with the year only where it is not this one. */
export function dateTime(at: number, now: number): string {
  const d = new Date(at);
  const year = d.getFullYear() === new Date(now).getFullYear() ? '' : `${d.getFullYear()}-`;
  return `${year}${two(d.getMonth() + 1)}-${two(d.getDate())} ${timeOfDay(at)}`;
}
