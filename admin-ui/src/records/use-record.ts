import { useQuery } from '@tanstack/react-query';
import { useServices } from '../kit/services';
import { recordsResource } from '../providers/strapi/data-provider';
import { RestError } from '../providers/strapi/http';

/** The links to the sound work for five minutes; a page left open asks for new ones. */
const freshForMs = 4 * 60_000;
/** A call that ended this second is not in the record plane yet. */
const arrivingMs = 1_000;
const arrivingTries = 15;

/** A call with its legs, its story and links to its sound. */
export function useRecord(id: string) {
  const { records } = useServices();
  return useQuery({
    queryKey: [recordsResource, 'one', id],
    queryFn: ({ signal }) => records.one(id, signal),
    staleTime: freshForMs,
    refetchInterval: freshForMs,
    retry: (tries, e) => e instanceof RestError && (e.code === 'notFound' || e.code === 'away') && tries < arrivingTries,
    retryDelay: arrivingMs,
  });
}
