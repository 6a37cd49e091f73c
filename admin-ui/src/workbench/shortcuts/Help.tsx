import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { shortcuts } from './table';

const Key = ({ name }: { name: string }) => (
  <Box
    component="kbd"
    sx={{
      px: 0.75,
      py: 0.25,
      border: 1,
      borderColor: 'divider',
      borderRadius: 0.5,
      bgcolor: 'background.default',
      fontFamily: 'inherit',
      fontSize: 12.5,
    }}
  >
    {name}
  </Box>
);

export default function Help() {
  const { helpOpen } = useServices();
  const open = useStore(helpOpen);
  const t = useWords();
  const close = (): void => helpOpen.set(false);
  return (
    <Dialog open={open} onClose={close} aria-labelledby="help-title" data-testid="help">
      <DialogTitle id="help-title" sx={{ fontSize: 16 }}>
        {t('help.title')}
      </DialogTitle>
      <DialogContent>
        <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: '200px 220px', rowGap: 1, alignItems: 'center' }}>
          {shortcuts.map(({ id, keys }) => (
            <Box key={id} sx={{ display: 'contents' }}>
              <Box component="dt">{t(`help.${id}`)}</Box>
              <Box component="dd" sx={{ m: 0, display: 'flex', gap: 0.5 }}>
                {keys.map((key) => (
                  <Key key={key} name={key} />
                ))}
              </Box>
            </Box>
          ))}
        </Box>
        <Box sx={{ mt: 2, color: 'text.secondary' }}>{t('help.note')}</Box>
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{t('action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
