import Box from '@mui/material/Box';
import { useLive } from '../../app/services';
import { useWords } from '../../i18n/use-words';
import { useElapsed } from '../server-clock';

/** INB-07: how long the talk lasts; while held, how long the other side waits, below it. */
export function CallTimer() {
  const call = useLive((s) => (s.view?.activity.kind === 'talking' ? s.view.call : null));
  const t = useWords();
  const talk = useElapsed(call?.answeredAt ?? null);
  const hold = useElapsed(call?.phase === 'held' ? call.heldAt : null);
  return (
    <Box sx={{ width: 76, flex: 'none', lineHeight: 1.25, textAlign: 'center' }}>
      <Box
        role="timer"
        aria-label={t('bar.talkTime')}
        data-testid="call-timer"
        sx={{ fontSize: 18, fontWeight: 600, color: call ? 'text.primary' : 'text.secondary' }}
      >
        {talk || '--:--'}
      </Box>
      <Box
        data-testid="hold-timer"
        sx={{ fontSize: 12.5, height: 16, color: (theme) => theme.zuoxi.meaning.call, whiteSpace: 'nowrap' }}
      >
        {hold && t('bar.holdTime', { time: hold })}
      </Box>
    </Box>
  );
}
