import Box from '@mui/material/Box';
import { useTheme } from '@mui/material/styles';
import { useRef } from 'react';
import { useWords } from '../i18n/use-words';
import type { Meaning } from '../theme/palette';

const radius = 15;
const round = 2 * Math.PI * radius;

/** A ring that empties, with the seconds in it. `of` is how many make it full; a longer time fills it too. */
export function CountdownRing({ left, of, meaning }: { left: number; of: number; meaning: Meaning }) {
  const { zuoxi } = useTheme();
  const most = useRef(of);
  const t = useWords();
  most.current = Math.max(most.current, left);
  return (
    <Box
      role="timer"
      aria-label={t('situation.secondsLeft', { seconds: left })}
      data-testid="countdown"
      sx={{ position: 'relative', width: 36, height: 36, flex: 'none' }}
    >
      <svg width="36" height="36" viewBox="0 0 36 36" aria-hidden="true">
        <circle cx="18" cy="18" r={radius} fill="none" stroke={zuoxi.line} strokeWidth="3.5" />
        <circle
          cx="18"
          cy="18"
          r={radius}
          fill="none"
          stroke={zuoxi.meaning[meaning]}
          strokeWidth="3.5"
          strokeDasharray={`${(round * left) / most.current} ${round}`}
          transform="rotate(-90 18 18)"
        />
      </svg>
      <Box sx={{ position: 'absolute', inset: 0, display: 'grid', placeItems: 'center', fontWeight: 600, fontSize: 13 }}>
        {left}
      </Box>
    </Box>
  );
}
