import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useToday } from '../../kit/calls/use-today';
import { EndedSession } from './EndedSession';
import { RunningSession, runningHeight } from './RunningSession';
import type { SessionKind, Sessions } from './sessions';

/** More than these are looked for in the call records. */
const endedShown = 50;

const Heading = ({ words, n }: { words: string; n: string }) => (
  <Box component="h2" sx={{ m: 0, px: 1.5, fontSize: 12, fontWeight: 400, lineHeight: '28px', color: 'text.secondary' }}>
    {words} <span>{n}</span>
  </Box>
);
const Quiet = ({ children, alert = false }: { children: string; alert?: boolean }) => (
  <Box
    role={alert ? 'alert' : undefined}
    sx={{ px: 1.5, py: 0.5, fontSize: 12.5, color: alert ? 'error.main' : 'text.secondary' }}
  >
    {children}
  </Box>
);

/** In hand above, over below. The place of the one in hand is kept while there is none. */
export function SessionLists({ kind, sessions: { running, ended } }: { kind: SessionKind; sessions: Sessions[SessionKind] }) {
  const { tabs } = useServices();
  const today = useToday();
  const t = useWords();
  const all = today.data?.all ?? true;
  return (
    <>
      <Heading words={t('sessions.running')} n={String(running.length)} />
      <Box sx={{ minHeight: runningHeight }}>
        {running.map((one) => (
          <RunningSession key={one.call.id} {...one} />
        ))}
        {running.length === 0 && <Quiet>{t(`sessions.none.${kind}`)}</Quiet>}
      </Box>
      <Heading words={t('sessions.ended')} n={today.data ? `${ended.length}${all ? '' : '+'}` : ''} />
      <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
        {today.error && !today.data && <Quiet alert>{t('records.failed.away')}</Quiet>}
        {today.data && ended.length === 0 && <Quiet>{t(`sessions.noneEnded.${kind}`)}</Quiet>}
        {ended.slice(0, endedShown).map((row) => (
          <EndedSession key={row.id} row={row} />
        ))}
        {ended.length > endedShown && (
          <Button variant="text" onClick={() => tabs.open('/calls')} sx={{ ml: 1 }}>
            {t('home.allCalls')}
          </Button>
        )}
      </Box>
    </>
  );
}
