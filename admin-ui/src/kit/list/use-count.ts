import { useQuery } from '@tanstack/react-query';
import { useListContext } from 'react-admin';
import type { CountReply } from '@zuoxi/contracts';
import { useServices } from '../services';
import { conditionsOf, type RowsFilter } from '../../providers/workbench/data-provider';

/** How many rows the list has (WB-11): asked apart from the page, which never waits for it. */
export function useCount(asked: boolean): CountReply | undefined {
  const { platform } = useServices();
  const { resource, filterValues, isPending } = useListContext();
  const { search }: RowsFilter = filterValues;
  const conditions = conditionsOf(filterValues);
  return useQuery({
    queryKey: [resource, 'count', conditions, search],
    queryFn: ({ signal }) => platform.client.count(resource, { filter: conditions, search }, signal),
    enabled: asked && !isPending,
    retry: false,
    placeholderData: (before) => before,
  }).data;
}
