import Box from '@mui/material/Box';
import { useWords } from '../../i18n/use-words';
import { clock } from '../../lib/format';
import { figuresOf } from './figures';
import { useToday } from '../../kit/calls/use-today';
import { Card, Sentence } from '../../kit/card';

export function Today() {
  const today = useToday();
  const t = useWords();
  const figures = today.data && figuresOf(today.data.rows);
  const shown = figures && [
    ['inbound', figures.inbound],
    ['outbound', figures.outbound],
    ['connected', figures.connected],
    ['missed', figures.missed],
    ['talk', clock(figures.talkMs)],
    ['averageTalk', clock(figures.averageTalkMs)],
  ];
  return (
    <Card title={t('home.today')} testId="today">
      {today.error && !shown && <Sentence alert>{t('records.failed.away')}</Sentence>}
      <Box component="dl" sx={{ m: 0, display: 'grid', gridTemplateColumns: 'repeat(3, 1fr)', gap: 1.5, minHeight: 96 }}>
        {shown?.map(([key, value]) => (
          <Box key={key} sx={{ display: 'flex', flexDirection: 'column-reverse', justifyContent: 'flex-end' }}>
            <Box component="dt" sx={{ color: 'text.secondary', fontSize: 12.5 }}>
              {t(`home.figure.${key}`)}
            </Box>
            <Box component="dd" data-testid={`figure-${key}`} sx={{ m: 0, fontSize: 18, fontWeight: 600 }}>
              {value}
            </Box>
          </Box>
        ))}
      </Box>
      {today.data && !today.data.all && <Sentence>{t('home.firstThousand')}</Sentence>}
    </Card>
  );
}
