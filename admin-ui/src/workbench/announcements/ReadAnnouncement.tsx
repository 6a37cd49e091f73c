import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import type { Announcement } from '@zuoxi/contracts';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words';
import { dateTime } from '../../lib/format';

export function ReadAnnouncement({ one, onClose }: { one: Announcement | null; onClose: () => void }) {
  const t = useWords();
  // the words stay while it fades
  const [shown, setShown] = useState(one);
  if (one && one !== shown) setShown(one);
  return (
    <Dialog open={one !== null} onClose={onClose} fullWidth maxWidth="sm" aria-labelledby="announcement-title">
      <DialogTitle id="announcement-title" sx={{ fontSize: 16, overflowWrap: 'anywhere' }}>
        {shown?.title}
        <Box sx={{ fontSize: 12.5, fontWeight: 400, color: 'text.secondary' }}>{shown && dateTime(shown.at, Date.now())}</Box>
      </DialogTitle>
      <DialogContent sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{shown?.body}</DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
