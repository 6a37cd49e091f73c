import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { useCallback, useState } from 'react';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { useAttempt } from '../../kit/attempt';
import { CallStep } from './CallStep';
import { MicrophoneStep } from './MicrophoneStep';
import { SpeakerStep } from './SpeakerStep';
import { allGood, isTestCall, nothingKnown, stepsAside, type Step, type Verdict } from './steps';

/** First minutes: opens by itself once in each browser, takes no focus, and leaves the rest of the page usable. */
export default function SoundCheck() {
  const { audioOpen, desk, checked } = useServices();
  const open = useStore(desk.checking);
  const aside = useLive((s) => s.view === null || stepsAside(s.view));
  const testing = useLive((s) => isTestCall(s.view));
  const [verdicts, setVerdicts] = useState(nothingKnown);
  const attempt = useAttempt();
  const t = useWords();
  const say = useCallback((step: Step, verdict: Verdict) => setVerdicts((all) => ({ ...all, [step]: verdict })), []);
  const sayMicrophone = useCallback((verdict: Verdict) => say('microphone', verdict), [say]);
  const close = (): void => {
    checked.set(true);
    desk.checking.set(false);
    setVerdicts(nothingKnown);
    if (testing) attempt(() => desk.hangUp());
  };
  if (!open || aside) return null;
  const done = allGood(verdicts);
  return (
    <Paper
      component="section"
      role="dialog"
      aria-labelledby="check-title"
      data-testid="sound-check"
      elevation={6}
      sx={{ position: 'fixed', right: 12, bottom: 12, width: 372, p: 2, zIndex: 'drawer', display: 'grid', gap: 1.5 }}
    >
      <Box>
        <Box component="h2" id="check-title" sx={{ m: 0, fontSize: 15, fontWeight: 600 }}>
          {t('entry.check.title')}
        </Box>
        <Box sx={{ color: 'text.secondary', mt: 0.5 }}>{t('entry.check.intro')}</Box>
      </Box>
      <Box component="ol" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1.5 }}>
        <MicrophoneStep verdict={verdicts.microphone} say={sayMicrophone} />
        <SpeakerStep verdict={verdicts.speaker} say={(verdict) => say('speaker', verdict)} />
        <CallStep verdict={verdicts.call} say={(verdict) => say('call', verdict)} />
      </Box>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Button size="small" onClick={() => audioOpen.set(true)}>
          {t('entry.check.devices')}
        </Button>
        <Box sx={{ flex: 1 }} />
        <Button size="small" variant={done ? 'contained' : 'text'} data-testid="check-close" onClick={close}>
          {t(done ? 'entry.check.done' : 'entry.check.skip')}
        </Button>
      </Box>
      <Box sx={{ color: 'text.secondary', fontSize: 12.5 }}>{t('entry.check.again')}</Box>
    </Paper>
  );
}
