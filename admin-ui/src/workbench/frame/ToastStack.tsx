import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';

export function ToastStack() {
  const { toasts } = useServices();
  const shown = useStore(toasts.shown);
  const t = useWords();
  return (
    <Box
      role="status"
      aria-live="polite"
      sx={{ position: 'fixed', right: 12, bottom: 12, width: 340, display: 'grid', gap: 1, zIndex: 'snackbar' }}
    >
      {shown.map(({ id, key, values }) => (
        <Box
          key={id}
          data-testid="toast"
          sx={{
            display: 'flex',
            alignItems: 'flex-start',
            gap: 1,
            p: 1.25,
            bgcolor: 'background.paper',
            border: 1,
            borderColor: 'divider',
            borderLeft: (theme) => `4px solid ${theme.zuoxi.danger}`,
            borderRadius: 1,
            boxShadow: 4,
          }}
        >
          <Box sx={{ flex: 1 }}>{t(key, values)}</Box>
          <IconButton size="small" aria-label={t('action.close')} onClick={() => toasts.close(id)} sx={{ p: 0.25 }}>
            <CloseIcon sx={{ fontSize: 16 }} />
          </IconButton>
        </Box>
      ))}
    </Box>
  );
}
