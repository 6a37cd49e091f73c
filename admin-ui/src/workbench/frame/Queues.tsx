import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { QueueView } from '@zuoxi/contracts';
import { useLive } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { useElapsed } from '../server-clock';
import { cut } from '../../theme/cut';

function Queue({ queue }: { queue: QueueView }) {
  const longest = useElapsed(queue.oldest);
  const waits = queue.waiting > 0;
  return (
    <Box
      component="li"
      data-testid={`queue-${queue.id}`}
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0,1fr) 46px 54px',
        alignItems: 'center',
        height: 32,
        px: 1.5,
        gap: 0.5,
      }}
    >
      <Box sx={cut} title={queue.name}>
        {queue.name}
      </Box>
      <Box sx={{ textAlign: 'right', fontWeight: waits ? 700 : 400, color: waits ? 'text.primary' : 'text.secondary' }}>
        {queue.waiting}
      </Box>
      <Box sx={{ textAlign: 'right', color: 'text.secondary', fontSize: 12.5 }}>{waits ? longest : ''}</Box>
    </Box>
  );
}

/** INB-11, ACD-04: how many wait in my queues, and for how long the first of them. */
export function Queues() {
  const queues = useLive((s) => (s.view ? s.queues : undefined));
  const t = useWords();
  return (
    <Box component="section" aria-label={t('queues.title')}>
      <Box
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(0,1fr) 46px 54px',
          px: 1.5,
          gap: 0.5,
          lineHeight: '36px',
          color: 'text.secondary',
          fontSize: 12.5,
        }}
      >
        <span>{t('queues.title')}</span>
        <span style={{ textAlign: 'right', whiteSpace: 'nowrap' }}>{t('queues.waiting')}</span>
        <span style={{ textAlign: 'right' }}>{t('queues.longest')}</span>
      </Box>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none' }}>
        {queues?.map((queue) => (
          <Queue key={queue.id} queue={queue} />
        ))}
      </Box>
      {queues?.length === 0 && (
        <Typography variant="caption" color="text.secondary" sx={{ display: 'block', px: 1.5 }}>
          {t('queues.none')}
        </Typography>
      )}
    </Box>
  );
}
