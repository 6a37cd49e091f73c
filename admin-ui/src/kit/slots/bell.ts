import { useLanguage, useWords } from '../../i18n/use-words';
import { useStores } from '../../lib/use-store';
import type { BellPart } from '../bell';
import { useBrought } from './brought';

const latest = 5; // MSG-02

/** The parts of the bell that plugins bring. */
export function useBroughtBell(): BellPart[] {
  const brought = useBrought('bell');
  const lines = useStores(brought.map(({ one }) => one.lines));
  const [language] = useLanguage();
  const t = useWords();
  return brought.map(({ plugin, key, one: { label, page } }, i) => ({
    id: key,
    title: label[language],
    unseen: lines[i]?.filter(({ unread }) => unread).length ?? 0,
    lines: lines[i]?.slice(0, latest),
    says: { none: t('reminders.none'), away: t('reminders.away') },
    away: false,
    ...(page && { all: { label: t('reminders.all'), path: page.startsWith('/') ? page : `/x/${plugin}/${page}` } }),
  }));
}
