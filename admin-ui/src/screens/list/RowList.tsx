import { ListBase } from 'react-admin';
import { useMemo, useState } from 'react';
import type { Filter, TypeSchema } from '@zuoxi/contracts';
import { FreshRows } from '../../kit/fresh';
import { ListFrame } from '../../kit/list/ListFrame';
import { Slots } from '../../kit/slots/PluginSlot';
import { BulkBar } from './BulkBar';
import { QueryBar } from './QueryBar';
import { RowsTable } from './RowsTable';
import { shownColumns, type ShownColumn } from './shown-columns';

const retryAwayMs = 5_000;
/** A list in sight of a record plane that restarts comes back by itself. */
const queryOptions = {
  retry: false,
  refetchInterval: ({ state }: { state: { error: unknown } }) => (state.error ? retryAwayMs : (false as const)),
};

/** The rows of a type; `filter`: what holds whatever is searched for. */
export function RowList({ type, filter }: { type: TypeSchema; filter?: Filter }) {
  const { view } = type;
  /** CRM-29: chosen for now, until the page begins anew */
  const [picked, setPicked] = useState<ShownColumn[] | null>(null);
  const columns = useMemo(() => shownColumns(type, picked), [type, picked]);
  return (
    <ListBase
      resource={type.name}
      perPage={view.pageSize}
      sort={{ field: view.sort.field, order: view.sort.order === 'asc' ? 'ASC' : 'DESC' }}
      filter={filter && { fixed: filter }}
      storeKey={false}
      disableSyncWithLocation
      disableAuthentication
      queryOptions={queryOptions}
    >
      <FreshRows type={type.name} />
      <ListFrame
        bar={
          <>
            <Slots at="beforeList" type={type} />
            <QueryBar type={type} columns={columns} onColumns={setPicked} />
          </>
        }
        below={<Slots at="afterList" type={type} />}
        empty="screens.none"
        counted
      >
        <BulkBar type={type} />
        <RowsTable type={type} columns={columns} onColumns={setPicked} />
      </ListFrame>
    </ListBase>
  );
}
