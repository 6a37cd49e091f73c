import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useLanguage, useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';

/** LOG-33: a lock needs a reason; choosing it locks. */
export default function LockDialog() {
  const { lockAsked, screenLock } = useServices();
  const open = useStore(lockAsked);
  const reasons = useLive((s) => s.view?.reasons);
  const [language] = useLanguage();
  const [note, setNote] = useState('');
  const t = useWords();
  const close = (): void => {
    setNote('');
    lockAsked.set(false);
  };
  return (
    <Dialog open={open} onClose={close} aria-labelledby="lock-title" data-testid="lock-dialog" fullWidth maxWidth="xs">
      <DialogTitle id="lock-title" sx={{ fontSize: 16 }}>
        {t('lock.title')}
      </DialogTitle>
      <DialogContent>
        <Box sx={{ mb: 2, color: 'text.secondary' }}>{t('lock.help')}</Box>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mb: 2 }}>
          {reasons?.map(({ code, label }, i) => (
            <Button
              key={code}
              variant="outlined"
              autoFocus={i === 0}
              data-testid={`lock-${code}`}
              onClick={() => {
                screenLock.lock(code, note);
                close();
              }}
            >
              {label[language]}
            </Button>
          ))}
        </Box>
        <TextField
          fullWidth
          label={t('lock.note')}
          value={note}
          onChange={(e) => setNote(e.target.value)}
          slotProps={{ inputLabel: { shrink: true }, htmlInput: { maxLength: 60 } }}
          sx={{ mt: 0.5 }}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('lock.cancel')}</Button>
      </DialogActions>
    </Dialog>
  );
}
