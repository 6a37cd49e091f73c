import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { RestError } from '../../providers/strapi/http';

/** Above everything while an operator works inside an enterprise, so that nobody forgets where they are. */
export function OperatorBanner() {
  const { session, operator, toasts } = useServices();
  const who = useStore(session);
  const t = useWords();
  if (!who?.operator) return null;
  const leave = (): void =>
    void operator.leave().catch((e: unknown) => toasts.say(`refusal.${e instanceof RestError ? e.code : 'internal'}`));
  return (
    <Box
      role="status"
      data-testid="operator-banner"
      sx={{
        flex: 'none',
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        gap: 1.5,
        height: 32,
        px: 1.5,
        bgcolor: 'warning.main',
        color: 'warning.contrastText',
      }}
    >
      {t('operator.inside', { name: who.tenant.name })}
      <Button size="small" color="inherit" variant="outlined" onClick={leave}>
        {t('operator.leave')}
      </Button>
    </Box>
  );
}
