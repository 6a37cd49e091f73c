import Box from '@mui/material/Box';
import { useWords } from '../i18n/use-words';

/** A dot that keeps its place when it goes. */
export function UnreadMark({ unread }: { unread: boolean }) {
  const t = useWords();
  return (
    <Box
      component="span"
      role={unread ? 'img' : undefined}
      aria-label={unread ? t('messages.unread') : undefined}
      sx={{ alignSelf: 'center', width: 8, height: 8, borderRadius: '50%', bgcolor: unread ? 'primary.main' : 'transparent' }}
    />
  );
}
