import Box from '@mui/material/Box';
import { useLive } from '../../app/services';
import { useLanguage, useWords } from '../../i18n/use-words';
import { Card, Facts } from '../card';
import { Elapsed } from '../server-clock';
import { callSign, phoneSign, workSign, type Sign } from '../state/meaning';
import { SignMark } from '../state/sign-mark';

function Layer({ sign }: { sign: Sign }) {
  const t = useWords();
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
      <SignMark sign={sign} />
      {t(sign.label, { _: sign.label })}
    </Box>
  );
}

/** STA-24, WB-02: the three layers in words, and who I am. */
export function StateCard() {
  const view = useLive((s) => s.view);
  const [language] = useLanguage();
  const t = useWords();
  if (!view) return null;
  const { agent, station, microphone, signedInAt } = view;
  return (
    <Card title={t('home.state')} testId="state-card">
      <Facts
        rows={[
          [t('state.work'), <Layer key="w" sign={workSign(view, language)} />],
          [t('state.call'), <Layer key="c" sign={callSign(view)} />],
          [t('state.phone'), <Layer key="p" sign={phoneSign(view)} />],
          [t('phone.latency'), station.latencyMs === null ? '–' : `${Math.round(station.latencyMs)} ms`],
          [t('audio.microphone'), t(microphone ? 'home.microphoneOk' : 'home.microphoneOff')],
          [t('home.signedIn'), signedInAt === null ? t('home.notSignedIn') : <Elapsed key="s" since={signedInAt} />],
          [t('home.agent'), `${agent.number} ${agent.name}`],
          [t('home.groups'), agent.groups.join('、') || '–'],
        ]}
      />
    </Card>
  );
}
