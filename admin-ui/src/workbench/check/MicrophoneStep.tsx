import LinearProgress from '@mui/material/LinearProgress';
import { useEffect, useState } from 'react';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { watchLevel } from '../../softphone/level';
import { heardFrom, type Verdict } from './steps';
import { StepRow } from './StepRow';

/** Good by itself once the person was heard. */
export function MicrophoneStep({ verdict, say }: { verdict: Verdict; say: (verdict: Verdict) => void }) {
  const { microphone } = useServices();
  const state = useStore(microphone.state);
  const stream = state.kind === 'on' ? state.stream : null;
  const [level, setLevel] = useState(0);
  const t = useWords();
  useEffect(() => (stream ? watchLevel(stream, setLevel) : undefined), [stream]);
  const heard = stream !== null && level >= heardFrom;
  useEffect(() => {
    if (heard) say('good');
    else if (state.kind === 'failed') say('bad');
  }, [heard, state.kind, say]);
  return (
    <StepRow step="microphone" verdict={verdict}>
      {verdict === 'good' && state.kind === 'on'
        ? t('entry.check.microphoneHeard', { label: state.label })
        : t(verdict === 'bad' ? 'entry.check.microphoneOff' : 'entry.check.microphoneSay')}
      <LinearProgress
        variant="determinate"
        color="success"
        aria-label={t('entry.check.level')}
        value={stream ? Math.round(level * 100) : 0}
        sx={{ mt: 0.75, height: 6, borderRadius: 1, '& .MuiLinearProgress-bar': { transition: 'transform 0.1s linear' } }}
      />
    </StepRow>
  );
}
