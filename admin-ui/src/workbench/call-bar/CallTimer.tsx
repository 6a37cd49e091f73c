import Box from '@mui/material/Box';
import { useLive } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { useElapsed } from '../server-clock';

/** INB-07: how long the talk lasts. */
export function CallTimer() {
  const call = useLive((s) => (s.view?.activity.kind === 'talking' ? s.view.call : null));
  const t = useWords();
  const talk = useElapsed(call?.answeredAt ?? null);
  return (
    <Box
      role="timer"
      aria-label={t('bar.talkTime')}
      data-testid="call-timer"
      sx={{
        width: 64,
        flex: 'none',
        textAlign: 'center',
        fontSize: 18,
        fontWeight: 600,
        color: call ? 'text.primary' : 'text.secondary',
      }}
    >
      {talk || '--:--'}
    </Box>
  );
}
