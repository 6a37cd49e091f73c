import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import { useWords } from '../i18n/use-words';

type Props = { open: boolean; what: string; onClose: () => void; onDelete: () => void };

/** What cannot be undone is asked once, by its name. */
export function ConfirmDelete({ open, what, onClose, onDelete }: Props) {
  const t = useWords();
  return (
    <Dialog open={open} onClose={onClose} aria-label={t('screens.delete')}>
      <DialogContent>{t('screens.deleteAsks', { what })}</DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {t('screens.cancel')}
        </Button>
        <Button variant="contained" color="error" onClick={onDelete} data-testid="delete-confirm">
          {t('screens.delete')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
