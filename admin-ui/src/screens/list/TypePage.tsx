import { ListBase } from 'react-admin';
import { useMemo, useState } from 'react';
import type { TypeSchema } from '@zuoxi/contracts';
import { useWords } from '../../i18n/use-words';
import { ListFrame } from '../../kit/list/ListFrame';
import { Sentence } from '../../kit/card';
import { SingleRow } from '../form/SingleRow';
import { useSchema } from '../../kit/use-schema';
import { BulkBar } from './BulkBar';
import { FreshRows } from '../../kit/fresh';
import { QueryBar } from './QueryBar';
import { RowsTable } from './RowsTable';
import { shownColumns, type ShownColumn } from './shown-columns';

const retryAwayMs = 5_000;
/** A list in sight of a record plane that restarts comes back by itself. */
const queryOptions = {
  retry: false,
  refetchInterval: ({ state }: { state: { error: unknown } }) => (state.error ? retryAwayMs : (false as const)),
};

function TypeList({ type }: { type: TypeSchema }) {
  const { view } = type;
  /** CRM-29: chosen for now, until the page begins anew */
  const [picked, setPicked] = useState<ShownColumn[] | null>(null);
  const columns = useMemo(() => shownColumns(type, picked), [type, picked]);
  return (
    <ListBase
      resource={type.name}
      perPage={view.pageSize}
      sort={{ field: view.sort.field, order: view.sort.order === 'asc' ? 'ASC' : 'DESC' }}
      storeKey={false}
      disableSyncWithLocation
      disableAuthentication
      queryOptions={queryOptions}
    >
      <FreshRows type={type.name} />
      <ListFrame bar={<QueryBar type={type} columns={columns} onColumns={setPicked} />} empty="screens.none" counted>
        <BulkBar type={type} />
        <RowsTable type={type} columns={columns} onColumns={setPicked} />
      </ListFrame>
    </ListBase>
  );
}

/** `/t/<type>`: the list of a content type; of one that has a single row, its form. */
export default function TypePage({ type: name }: { type: string }) {
  const state = useSchema();
  const t = useWords();
  const type = state.kind === 'here' ? state.types.get(name) : undefined;
  if (type) return type.single ? <SingleRow type={type} /> : <TypeList key={type.name} type={type} />;
  const says = { none: 'ra.page.loading', failed: 'screens.noSchema', here: 'screens.noType' }[state.kind];
  return (
    <div style={{ padding: 12 }}>
      <Sentence alert={state.kind !== 'none'}>{t(says)}</Sentence>
    </div>
  );
}
