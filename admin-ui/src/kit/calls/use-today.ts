import { useQuery } from '@tanstack/react-query';
import { useServices } from '../services';
import { rangeOf } from '../../lib/dates';
import { recordsResource } from '../../providers/strapi/data-provider';

const away = 5_000;

/** My records of today; asked again when a call has ended, and by itself while the record plane is away. */
export function useToday() {
  const { records } = useServices();
  return useQuery({
    queryKey: [recordsResource, 'today'],
    queryFn: ({ signal }) => records.since(rangeOf('today', Date.now()).from ?? 0, 1000, signal),
    retry: false,
    refetchInterval: ({ state }) => (state.error ? away : false),
  });
}
