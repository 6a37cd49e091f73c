import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Filter, Sort } from '@zuoxi/contracts';
import { useFresh } from '@zuoxi/plugin/ui';
import { useCallback, useMemo } from 'react';
import type { CustomerStatus } from '../src/contract';
import { customerType } from './customer-facts';
import { useServices } from './services';

const pageSize = 50;
/** what was missed while the stream of changes was away */
const everyMs = 60_000;

/** Answers are kept by person. */
function useMe(): string {
  return useServices().host.who()?.agent.id ?? '';
}
function useCampaignsKey(): readonly string[] {
  const me = useMe();
  return useMemo(() => ['campaigns', me], [me]);
}

export function useCampaigns() {
  const { desk } = useServices();
  return useFresh({ type: customerType, key: useCampaignsKey(), ask: (signal) => desk.rest.mine(signal), everyMs });
}

/** Who is to be called first stands first. */
const sorts: Readonly<Record<CustomerStatus, Sort>> = {
  unprocessed: { field: 'createdAt', order: 'asc' },
  followUp: { field: 'followUpAt', order: 'asc' },
  failed: { field: 'updatedAt', order: 'desc' },
  success: { field: 'updatedAt', order: 'desc' },
};

/** The asker's own customers of a campaign (CMP-03). */
export function useCustomers(campaign: string, status: CustomerStatus) {
  const { host } = useServices();
  const me = useMe();
  return useInfiniteQuery({
    queryKey: [customerType, 'of', me, campaign, status],
    queryFn: ({ pageParam, signal }) => {
      const filter: Filter = [
        { field: 'campaign', op: 'eq', value: campaign },
        { field: 'owner', op: 'eq', value: me },
        { field: 'status', op: 'eq', value: status },
      ];
      return host.rows.page(customerType, { filter, sort: sorts[status], limit: pageSize, after: pageParam }, signal);
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    retry: false,
  });
}

export function useCustomer(id: string) {
  const { host } = useServices();
  return useQuery({
    queryKey: [customerType, 'getOne', { id }],
    queryFn: ({ signal }) => host.rows.one(customerType, id, signal),
    retry: false,
  });
}

export function useHistory(id: string) {
  const { desk } = useServices();
  return useQuery({
    queryKey: [customerType, 'history', id],
    queryFn: ({ signal }) => desk.rest.history(id, signal),
    retry: false,
  });
}

/** After what was done here: lists, cards and counts are asked for again. */
export function useAgain(): () => void {
  const client = useQueryClient();
  const key = useCampaignsKey();
  return useCallback(() => {
    void client.invalidateQueries({ queryKey: [customerType] });
    void client.invalidateQueries({ queryKey: key });
  }, [client, key]);
}
