import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import type { FormEvent, ReactNode } from 'react';
import { useWords } from '../i18n/use-words';

type Props = {
  title: string;
  /** on the button that sends it; to save is the rule */
  submitLabel?: string;
  wrong: string | null;
  busy: boolean;
  complete: boolean;
  onClose: () => void;
  onSubmit: () => void;
  children: ReactNode;
};

/** A small form over the page: what is wrong stands below its fields, Enter sends it. */
export function AccountDialog({ title, submitLabel, wrong, busy, complete, onClose, onSubmit, children }: Props) {
  const t = useWords();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (complete && !busy) onSubmit();
  };
  return (
    <Dialog open onClose={onClose} fullWidth maxWidth="xs" aria-labelledby="account-dialog">
      <form noValidate onSubmit={submit}>
        <DialogTitle id="account-dialog" sx={{ fontSize: 16 }}>
          {title}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: 2, pt: '8px !important' }}>
          {children}
          {wrong && (
            <Box role="alert" sx={{ color: 'error.main' }}>
              {wrong}
            </Box>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>{t('me.cancel')}</Button>
          <Button type="submit" variant="contained" disabled={!complete} aria-busy={busy}>
            {submitLabel ?? t('me.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
