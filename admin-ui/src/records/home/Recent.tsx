import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { numberWords } from '../../kit/calls/number-words';
import { useServices } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { clock, timeOfDay } from '../../lib/format';
import { CallBack } from '../../kit/calls/CallBack';
import { TypeMark } from '../../kit/calls/TypeMark';
import { useToday } from '../../kit/calls/use-today';
import { Card, Sentence } from '../../kit/card';
import { callPath } from '../../kit/pages';
import { cut } from '../../theme/cut';

const shown = 8;

/** INB-12: what is over, with who hung up and how long it was; the call-back is at hand. */
export function Recent() {
  const { tabs } = useServices();
  const today = useToday();
  const t = useWords();
  const rows = today.data?.rows.slice(0, shown);
  const more = (
    <Button variant="text" onClick={() => tabs.open('/calls')}>
      {t('home.allCalls')}
    </Button>
  );
  return (
    <Card title={t('home.recent')} extra={more} testId="recent">
      {today.error && !rows && <Sentence alert>{t('records.failed.away')}</Sentence>}
      {rows?.length === 0 && <Sentence>{t('home.noCalls')}</Sentence>}
      {rows?.map((row) => (
        <Box
          key={row.id}
          sx={{
            display: 'grid',
            gridTemplateColumns: '60px 76px 104px minmax(0, 1fr) minmax(56px, 92px) 46px 32px',
            alignItems: 'center',
            gap: 1,
            height: 34,
            '&:not(:last-child)': { borderBottom: 1, borderColor: 'divider' },
          }}
        >
          <Box sx={{ color: 'text.secondary' }}>{timeOfDay(row.startedAt)}</Box>
          <TypeMark row={row} />
          <Box
            component="button"
            onClick={() => tabs.open(callPath(row.id), { title: numberWords(t, row.number) })}
            sx={{ all: 'unset', cursor: 'pointer', color: 'primary.main', '&:focus-visible': { outline: '2px solid' } }}
          >
            {numberWords(t, row.number)}
          </Box>
          <Box sx={cut}>{row.queue?.name ?? t(`direction.${row.direction}`)}</Box>
          <Box sx={{ ...cut, color: 'text.secondary' }}>{t(`ending.owner.${row.ending.owner}`)}</Box>
          <Box sx={{ textAlign: 'right' }}>{clock(row.talkMs)}</Box>
          <CallBack row={row} />
        </Box>
      ))}
    </Card>
  );
}
