import Box from '@mui/material/Box';
import { useLive } from '../../kit/services';
import { useLanguage, useWords } from '../../i18n/use-words';
import { Facts } from '../../kit/card';
import { Elapsed } from '../server-clock';
import { shownSign } from './meaning';

/** LOG-28, WB-02: number, name, groups, since when, state, and the extension with what is bound to it. */
export function WhoAmI() {
  const view = useLive((s) => s.view);
  const [language] = useLanguage();
  const t = useWords();
  if (!view) return null;
  const { agent, station, signedInAt } = view;
  const sign = shownSign(view, language);
  return (
    <Box data-testid="who-am-i" sx={{ px: 2, pb: 1, width: 252, borderBottom: 1, borderColor: 'divider', mb: 1 }}>
      <Facts
        rows={[
          [t('home.agent'), `${agent.number} ${agent.name}`],
          [t('home.groups'), agent.groups.join('、') || '–'],
          [t('home.signedIn'), signedInAt === null ? t('home.notSignedIn') : <Elapsed key="s" since={signedInAt} />],
          [t('state.work'), t(sign.label, { _: sign.label })],
          [t('entry.extension'), t(`entry.peer.${station.peer ?? 'none'}`, { number: agent.number })],
        ]}
      />
    </Box>
  );
}
