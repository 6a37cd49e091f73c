import { ListBase } from 'react-admin';
import { recordsResource } from '../providers/strapi/data-provider';
import type { RecordsFilter } from '../providers/strapi/records';
import { rangeOf } from '../lib/dates';
import { FilterBar } from './FilterBar';
import { ListFrame } from './ListFrame';
import { MissedTable, RecordsTable } from './tables';

/** CDR-04: the last seven days unless asked otherwise. */
const lastDays = (): RecordsFilter => ({ ...rangeOf('days7', Date.now()) });
const newestFirst = { field: 'startedAt', order: 'DESC' } as const;
const common = {
  resource: recordsResource,
  perPage: 20,
  sort: newestFirst,
  disableSyncWithLocation: true,
  disableAuthentication: true,
} as const;
const retryAwayMs = 5_000;
/** A list in sight of a record plane that restarts comes back by itself. */
const queryOptions = {
  retry: false,
  refetchInterval: ({ state }: { state: { error: unknown } }) => (state.error ? retryAwayMs : (false as const)),
};

/** CDR-01, CDR-05: my own calls. */
export const RecordsPage = () => (
  <ListBase {...common} queryOptions={queryOptions} filterDefaultValues={lastDays()} storeKey={false}>
    <ListFrame bar={<FilterBar types />} empty="records.none">
      <RecordsTable />
    </ListFrame>
  </ListBase>
);

/** CDR-30: who rang for me and was not answered. */
export const MissedPage = () => (
  <ListBase
    {...common}
    queryOptions={queryOptions}
    filter={{ filter: 'missed' }}
    filterDefaultValues={lastDays()}
    storeKey={false}
  >
    <ListFrame bar={<FilterBar />} empty="records.noneMissed">
      <MissedTable />
    </ListFrame>
  </ListBase>
);
