import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import type { Announcement } from '@zuoxi/contracts';
import { useWords } from '../../i18n/use-words';
import { dateTime } from '../../lib/format';

export function ReadAnnouncement({ one, onClose }: { one: Announcement | null; onClose: () => void }) {
  const t = useWords();
  return (
    <Dialog open={one !== null} onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="announcement-title">
      <DialogTitle id="announcement-title" sx={{ fontSize: 16, overflowWrap: 'anywhere' }}>
        {one?.title}
        <Box sx={{ fontSize: 12.5, fontWeight: 400, color: 'text.secondary' }}>{one && dateTime(one.at, Date.now())}</Box>
      </DialogTitle>
      <DialogContent sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{one?.body}</DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
