import { z } from 'zod';
import { useServices } from '../../kit/services';
import { useStore } from '../../lib/use-store';
import { useLatest } from '../../messages/use-mail';
import { useAnnouncements } from '../announcements/use-announcements';

/** Announcements carry no mark of who read them: this browser keeps, for each person, until when they were looked at. */
export const LookedAt = z.number();

/** How much there is that one has not looked at: unread messages, and announcements since the bell was last opened. */
export function useUnseen(): number {
  const { announcementsSeen } = useServices();
  const seen = useStore(announcementsSeen);
  const announcements = useAnnouncements().data ?? [];
  const unread = useLatest().data?.unread ?? 0;
  return unread + announcements.filter(({ at }) => at > seen).length;
}
