import Box from '@mui/material/Box';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useStore } from '../../lib/use-store';
import { useLanguage, useWords } from '../../i18n/use-words';
import { Card, Facts } from '../../kit/card';
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

/** WB-02, STA-24: who I am, and my three layers in words. */
export function BasicInfo() {
  const view = useLive((s) => s.view);
  const role = useStore(useServices().session)?.role;
  const [language] = useLanguage();
  const t = useWords();
  if (!view) return null;
  const { agent, station, microphone, signedInAt } = view;
  return (
    <Card title={t('home.basic')} testId="state-card">
      <Facts
        rows={[
          [t('home.number'), agent.number],
          [t('home.name'), agent.name],
          [t('home.firstGroup'), agent.groups[0] ?? '–'],
          [t('home.secondGroup'), agent.groups[1] ?? '–'],
          [t('home.role'), role?.name || role?.code || '–'],
          [t('state.work'), <Layer key="w" sign={workSign(view, language)} />],
          [t('state.call'), <Layer key="c" sign={callSign(view)} />],
          [t('state.phone'), <Layer key="p" sign={phoneSign(view)} />],
          [t('phone.latency'), station.latencyMs === null ? '–' : `${Math.round(station.latencyMs)} ms`],
          [t('audio.microphone'), t(microphone ? 'home.microphoneOk' : 'home.microphoneOff')],
          [t('home.signedIn'), signedInAt === null ? t('home.notSignedIn') : <Elapsed key="s" since={signedInAt} />],
        ]}
      />
    </Card>
  );
}
