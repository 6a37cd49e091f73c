import MicOffIcon from '@mui/icons-material/MicOff';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { PendingMark } from '../../kit/PendingMark';
import { useAttempt } from '../../kit/attempt';

/** LOG-35..37: without a microphone there is no dialling and no answering; what is wrong, what to do, and the way back. */
export function MicrophonePage() {
  const { microphone, desk } = useServices();
  const state = useStore(microphone.state);
  const going = useStore(desk.goingOnline);
  const offline = useLive((s) => s.view?.intent.kind === 'signedOut');
  const attempt = useAttempt();
  const t = useWords();
  const why = state.kind === 'failed' ? state.why : 'other';
  return (
    <Box
      data-testid="microphone-page"
      role="alert"
      sx={{ height: '100%', display: 'grid', placeItems: 'center', bgcolor: 'background.default' }}
    >
      <Box sx={{ width: 560, p: 4, bgcolor: 'background.paper', border: 1, borderColor: 'divider', borderRadius: 1 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 1.5, color: 'error.main' }}>
          <MicOffIcon />
          <Box component="h1" sx={{ m: 0, fontSize: 18 }}>
            {t('microphone.title')}
          </Box>
        </Box>
        <Box sx={{ mb: 1, fontSize: 14 }}>{t(`microphone.what.${why}`)}</Box>
        <Box component="ol" sx={{ mt: 0, mb: 3, pl: 2.5, fontSize: 14, lineHeight: 1.9 }}>
          {t(`microphone.cure.${why}`)
            .split('\n')
            .map((line) => (
              <li key={line}>{line}</li>
            ))}
        </Box>
        <Box sx={{ display: 'flex', gap: 1 }}>
          <Button
            data-testid="microphone-fixed"
            variant="contained"
            size="medium"
            aria-busy={going}
            startIcon={going ? <PendingMark /> : undefined}
            onClick={() => attempt(() => desk.goOnline())}
          >
            {t('microphone.fixed')}
          </Button>
          {offline && (
            <Button size="medium" onClick={() => microphone.release()}>
              {t('microphone.stayOffline')}
            </Button>
          )}
        </Box>
      </Box>
    </Box>
  );
}
