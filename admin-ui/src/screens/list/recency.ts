import type { ColourRule } from '@zuoxi/contracts';
import type { Words } from '../../i18n/use-words';

/** CRM-22 as a table: colour, from and to in days (none: never). All off until somebody switches them on. */
const steps = [
  ['never', 'black', undefined, undefined],
  ['week', 'green', 0, 8],
  ['fortnight', 'yellow', 8, 15],
  ['month', 'orange', 15, 31],
  ['longer', 'red', 31, undefined],
] as const;

export const recencyRules = (field: string, t: Words): ColourRule[] =>
  steps.map(([id, colour, from, to]) => ({
    id,
    label: t(`screens.recency.${id}`),
    on: false,
    colour,
    test: { kind: 'age', field, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
  }));
