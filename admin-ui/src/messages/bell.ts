import type { BellPart } from '../kit/bell';
import { messagesPath } from '../kit/pages';
import { useWords } from '../i18n/use-words';
import { senderName } from './sender';
import { useServices } from './services';
import { useLatest } from './use-mail';

/** MSG-02: the latest of the inbox; a click opens it on the page. */
export function useMessagesBell(): BellPart {
  const { mail, tabs } = useServices();
  const { data, error } = useLatest();
  const t = useWords();
  return {
    id: 'messages',
    title: t('reminders.messages'),
    unseen: data?.unread ?? 0,
    lines: data?.data.map(({ id, subject, from, at, unread }) => ({
      id,
      title: subject,
      who: senderName(from, t),
      at,
      unread,
      open: () => {
        mail.shown.set({ folder: 'inbox', id });
        tabs.open(messagesPath);
      },
    })),
    says: { none: t('messages.none.inbox'), away: t('reminders.away') },
    away: error !== null,
    all: { label: t('reminders.allMessages'), path: messagesPath },
  };
}
