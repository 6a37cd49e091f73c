import { useServices } from '../services';
import { useFresh } from '../../kit/fresh';

export const announcementsKey = ['announcements'] as const;
/** one that was written for later becomes due without a change of rows */
const everyMs = 60_000;

export function useAnnouncements() {
  const { frame } = useServices();
  return useFresh({
    type: 'announcement',
    key: announcementsKey,
    ask: (signal) => frame.announcements(signal),
    everyMs,
  });
}
