import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';

/** What was typed is not lost by a click on ×. */
export function CloseUnsaved({ path, onDone }: { path: string | null; onDone: () => void }) {
  const { tabs } = useServices();
  const t = useWords();
  return (
    <Dialog open={path !== null} onClose={onDone} aria-label={t('tabs.unsaved')}>
      <DialogContent>{t('tabs.closeUnsaved')}</DialogContent>
      <DialogActions>
        <Button onClick={onDone} autoFocus>
          {t('tabs.stay')}
        </Button>
        <Button
          color="error"
          variant="contained"
          onClick={() => {
            if (path) tabs.close(path);
            onDone();
          }}
        >
          {t('tabs.discard')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
