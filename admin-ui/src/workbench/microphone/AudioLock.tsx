import VolumeOffIcon from '@mui/icons-material/VolumeOff';
import Box from '@mui/material/Box';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';

/** The browser plays nothing before the first click on the page; calls wait for that click, and this says so. Any click or key does it. */
export function AudioLock() {
  const { audio, microphone } = useServices();
  const open = useStore(audio.unlocked);
  const microphoneOn = useStore(microphone.state).kind === 'on';
  const signedIn = useLive((s) => s.view !== null && s.view.intent.kind !== 'signedOut');
  const t = useWords();
  if (open || !signedIn || !microphoneOn) return null;
  return (
    <Box
      component="button"
      data-testid="audio-lock"
      onClick={() => void audio.unlock()}
      sx={{
        position: 'fixed',
        left: '50%',
        bottom: 24,
        transform: 'translateX(-50%)',
        display: 'flex',
        gap: 1,
        alignItems: 'center',
        px: 3,
        py: 1.5,
        fontSize: 15,
        fontFamily: 'inherit',
        cursor: 'pointer',
        color: 'primary.contrastText',
        bgcolor: 'primary.main',
        border: 0,
        borderRadius: 1,
        zIndex: 'snackbar',
      }}
    >
      <VolumeOffIcon />
      {t('audio.locked')}
    </Box>
  );
}
