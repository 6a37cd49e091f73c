import Box from '@mui/material/Box';
import type { RecordRow } from '@zuoxi/contracts';
import { useState } from 'react';
import { ListBase } from 'react-admin';
import { recordsResource } from '../providers/strapi/data-provider';
import type { RecordsFilter } from '../providers/strapi/records';
import { rangeOf } from '../lib/dates';
import { FilterBar } from './FilterBar';
import { ListFrame } from '../kit/list/ListFrame';
import { Message } from './Message';
import { MissedTable, RecordsTable, VoicemailTable } from './tables';

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

/** One's own, also for those who see more: theirs are the call detail records, a list like any other. */
const own: RecordsFilter = { mine: true };

/** CDR-01, CDR-05: my own calls. */
export const RecordsPage = () => (
  <ListBase {...common} queryOptions={queryOptions} filter={own} filterDefaultValues={lastDays()} storeKey={false}>
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
    filter={{ ...own, filter: 'missed' }}
    filterDefaultValues={lastDays()}
    storeKey={false}
  >
    <ListFrame bar={<FilterBar />} empty="records.noneMissed">
      <MissedTable />
    </ListFrame>
  </ListBase>
);

/** Nobody here takes part in leaving a message, so that no event tells this browser of a new one. */
const arrivedMs = 60_000;
const messagesOptions = {
  ...queryOptions,
  refetchInterval: ({ state }: { state: { error: unknown } }) => (state.error ? retryAwayMs : arrivedMs),
};

/** REC-11: what callers left in the queues that one serves; the chosen one is heard below the list. */
export function VoicemailPage() {
  const [heard, setHeard] = useState<RecordRow | null>(null);
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <Box sx={{ flex: 1, minHeight: 0 }}>
        <ListBase
          {...common}
          queryOptions={messagesOptions}
          filter={{ filter: 'voicemail' }}
          filterDefaultValues={lastDays()}
          storeKey={false}
        >
          <ListFrame bar={<FilterBar />} empty="voicemail.none">
            <VoicemailTable open={setHeard} />
          </ListFrame>
        </ListBase>
      </Box>
      {heard && <Message key={heard.id} row={heard} close={() => setHeard(null)} />}
    </Box>
  );
}
