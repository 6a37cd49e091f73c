import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useWords } from '../../i18n/use-words';
import type { Step, Verdict } from './steps';

export function HeardButtons({ step, say }: { step: Step; say: (verdict: Verdict) => void }) {
  const t = useWords();
  return (
    <Box sx={{ display: 'flex', gap: 0.5, mt: 0.25, ml: -1 }}>
      <Button size="small" data-testid={`check-${step}-heard`} onClick={() => say('good')}>
        {t('entry.check.heard')}
      </Button>
      <Button size="small" color="inherit" onClick={() => say('bad')}>
        {t('entry.check.notHeard')}
      </Button>
    </Box>
  );
}
