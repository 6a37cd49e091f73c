import { z } from 'zod';
import { useStore } from '../../lib/use-store';
import { useAnnouncements } from '../announcements/use-announcements';
import { useFrame } from '../frame/parts';
import { useServices } from '../services';

/** Announcements carry no mark of who read them: this browser keeps, for each person, until when they were looked at. */
export const LookedAt = z.number();

/** How much there is that one has not looked at: what others tell of, and announcements since the bell was last opened. */
export function useUnseen(): number {
  const { announcementsSeen } = useServices();
  const seen = useStore(announcementsSeen);
  const announcements = useAnnouncements().data ?? [];
  const others = useFrame()
    .useBell()
    .reduce((sum, { unseen }) => sum + unseen, 0);
  return others + announcements.filter(({ at }) => at > seen).length;
}
