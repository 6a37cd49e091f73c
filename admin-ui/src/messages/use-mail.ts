import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { InternalMessage, MailFolder } from '@zuoxi/contracts';
import { useMemo } from 'react';
import { useServices } from './services';
import { useStore } from '../lib/use-store';
import { useFresh } from '../kit/fresh';

const latest = 5; // MSG-02
const pageSize = 30;
/** what was missed while the stream of changes was away */
const everyMs = 60_000;

/** Answers are kept by person: the next one at this browser must not see them, not for a moment. */
export function useMailKey(): readonly string[] {
  const { session } = useServices();
  const person = useStore(session)?.agent.id ?? '';
  return useMemo(() => ['messages', person], [person]);
}

/** The latest of the inbox and how many are unread. The bell always stands: when it asks again, every list and message below its key does. */
export function useLatest() {
  const { mail } = useServices();
  return useFresh({
    type: 'message',
    key: useMailKey(),
    ask: (signal) => mail.page('inbox', null, latest, signal),
    everyMs,
  });
}

export function useFolder(folder: MailFolder) {
  const { mail } = useServices();
  return useInfiniteQuery({
    queryKey: [...useMailKey(), folder],
    queryFn: ({ pageParam, signal }) => mail.page(folder, pageParam, pageSize, signal),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
    retry: false,
  });
}

export function useMessage(id: string) {
  const { mail } = useServices();
  return useQuery<InternalMessage>({
    queryKey: [...useMailKey(), 'one', id],
    queryFn: ({ signal }) => mail.read(id, signal),
    retry: false,
  });
}
