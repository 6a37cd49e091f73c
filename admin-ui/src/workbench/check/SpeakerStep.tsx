import Button from '@mui/material/Button';
import { useState } from 'react';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import type { Verdict } from './steps';
import { StepRow } from './StepRow';
import { HeardButtons } from './HeardButtons';

/** Only the person knows whether it was heard. */
export function SpeakerStep({ verdict, say }: { verdict: Verdict; say: (verdict: Verdict) => void }) {
  const { audio } = useServices();
  const [played, setPlayed] = useState(false);
  const t = useWords();
  const play = (): void => {
    audio.steps();
    setPlayed(true);
  };
  return (
    <StepRow
      step="speaker"
      verdict={verdict}
      actions={
        <Button size="small" variant="outlined" data-testid="check-play" onClick={play}>
          {t('entry.check.play')}
        </Button>
      }
    >
      {t(verdict === 'bad' ? 'entry.check.speakerOff' : 'entry.check.speakerSay')}
      {played && verdict !== 'good' && <HeardButtons step="speaker" say={say} />}
    </StepRow>
  );
}
