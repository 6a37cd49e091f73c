import Box from '@mui/material/Box';
import { useLive } from '../../app/services';
import { useWords } from '../../i18n/use-words';
import { PluginSlot } from '../../plugins/PluginSlot';
import { Card, Sentence } from '../card';
import { LiveCall } from '../call/LiveCall';
import { Recent } from './Recent';
import { StateCard } from './StateCard';
import { Today } from './Today';

/** The same with and without a call: what stands below does not move when one comes. */
const callHeight = 256;

export function HomePage() {
  const id = useLive((s) => (s.view?.activity.kind === 'idle' ? undefined : s.view?.call?.id));
  const t = useWords();
  return (
    <Box sx={{ p: 1.5, display: 'grid', gap: 1.5, gridTemplateColumns: '300px minmax(0, 1fr)', alignItems: 'start' }}>
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        <StateCard />
        <Today />
      </Box>
      <Box sx={{ display: 'grid', gap: 1.5, minWidth: 0 }}>
        {id ? (
          <LiveCall height={callHeight} />
        ) : (
          <Card title={t('call.current')} height={callHeight}>
            <Sentence>{t('call.none')}</Sentence>
          </Card>
        )}
        <Recent />
        <PluginSlot at="home" />
      </Box>
    </Box>
  );
}
