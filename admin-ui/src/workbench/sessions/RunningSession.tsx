import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { clock } from '../../lib/format';
import { callPath } from '../../kit/pages';
import { SignMark } from '../state/sign-mark';
import { useElapsed, useSecondsLeft } from '../server-clock';
import type { Running, Timer } from './sessions';
import { cut } from '../../theme/cut';
import { numberWords } from '../../kit/calls/number-words';

/** px: the same with and without a call, so that the ended ones below do not move when one comes */
export const runningHeight = 48;

/** `00:41`, upwards or downwards. */
function useTimer(timer: Timer): string {
  const elapsed = useElapsed('since' in timer ? timer.since : null);
  const left = useSecondsLeft('until' in timer ? timer.until : null);
  return 'until' in timer ? clock(left * 1000) : elapsed;
}

/** Who, what is going on, and for how long. A click opens its tab. */
export function RunningSession({ call, sign, timer }: Running) {
  const { tabs } = useServices();
  const { active } = useStore(tabs.state);
  const t = useWords();
  const time = useTimer(timer);
  const path = callPath(call.id);
  return (
    <ButtonBase
      data-testid="session-running"
      aria-current={active === path ? 'page' : undefined}
      onClick={() => tabs.open(path, { title: numberWords(t, call.number) })}
      sx={{
        width: '100%',
        height: runningHeight,
        px: 1.5,
        display: 'grid',
        gridTemplateColumns: '12px minmax(0, 1fr) auto',
        columnGap: 0.75,
        alignContent: 'center',
        alignItems: 'center',
        textAlign: 'left',
        font: 'inherit',
        boxShadow: active === path ? (theme) => `inset 2px 0 ${theme.zuoxi.accent}` : 'none',
        '&:hover': { bgcolor: (theme) => theme.zuoxi.raised },
      }}
    >
      <SignMark sign={sign} />
      <Box sx={{ ...cut, fontWeight: 600 }}>{numberWords(t, call.number)}</Box>
      <Box sx={{ fontVariantNumeric: 'tabular-nums' }}>{time}</Box>
      <Box sx={{ ...cut, gridColumn: '2 / -1', fontSize: 12, color: 'text.secondary' }}>
        {t(sign.label, { _: sign.label })}
        {' · '}
        {call.queue?.name ?? t(`direction.${call.direction}`)}
      </Box>
    </ButtonBase>
  );
}
