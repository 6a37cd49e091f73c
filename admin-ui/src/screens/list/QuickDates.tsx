import type { Condition } from '@zuoxi/contracts';
import { DateFilter } from '../../kit/list/DateFilter';
import { useState } from 'react';
import type { Range } from '../../lib/dates';

/** A range of this browser's days as conditions on a time. */
const conditionsOf =
  ({ from, to }: Range) =>
  (field: string): Condition[] => [
    ...(from === undefined ? [] : [{ field, op: 'gte' as const, value: new Date(from).toISOString() }]),
    ...(to === undefined ? [] : [{ field, op: 'lte' as const, value: new Date(to).toISOString() }]),
  ];

/** WB-13: all, today, yesterday, this week, this month, last month, or days of one's own. */
export function QuickDates({ onChange }: { onChange: (conditions: (field: string) => Condition[]) => void }) {
  const [range, setRange] = useState<Range>({});
  return (
    <DateFilter
      begins="all"
      asked={range}
      onChange={(change) => {
        const next = { ...range, ...change };
        setRange(next);
        onChange(conditionsOf(next));
      }}
    />
  );
}
