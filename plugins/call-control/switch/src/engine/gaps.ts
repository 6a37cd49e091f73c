/** Numbers that are missing in a row of events. There should be none; a version before could leave one where the disk had been full. */
export type Gap = {
  first: number;
  last: number;
  /** when the event before it happened, in ms; null: nothing is before it */
  since: number | null;
};

type Placed = { readonly event: { readonly seq: number; readonly at: number } };

/** @param events ascending, each number once */
export function gapsIn(events: readonly Placed[]): Gap[] {
  return events.flatMap(({ event }, i) => {
    const before = events[i - 1]?.event;
    return before && event.seq > before.seq + 1 ? [{ first: before.seq + 1, last: event.seq - 1, since: before.at }] : [];
  });
}

/** For /health: null is well. */
export function sayGaps(gaps: readonly Gap[]): string | null {
  const [first] = gaps;
  if (!first) return null;
  const count = gaps.reduce((sum, gap) => sum + gap.last - gap.first + 1, 0);
  const since = first.since === null ? '' : `, since ${new Date(first.since).toISOString()}`;
  return `${count} events are missing${since} (${gaps.map((gap) => `${gap.first} to ${gap.last}`).join(', ')})`;
}
