import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Profile } from '@zuoxi/contracts';
import { useServices } from './services';

const key = ['profile'] as const;
const awayMs = 5_000;

export function useProfile() {
  const { account } = useServices();
  return useQuery({
    queryKey: key,
    queryFn: ({ signal }) => account.profile(signal),
    retry: false,
    refetchInterval: ({ state }) => (state.error ? awayMs : false),
  });
}

/** What a change answered stands on the page at once; null: ask. */
export function useFreshProfile(): (profile: Profile | null) => void {
  const client = useQueryClient();
  return (profile) => {
    if (profile) client.setQueryData(key, profile);
    else void client.invalidateQueries({ queryKey: key });
  };
}
