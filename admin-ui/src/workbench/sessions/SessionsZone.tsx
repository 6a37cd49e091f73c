import ChevronLeftIcon from '@mui/icons-material/ChevronLeft';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useMemo, useState } from 'react';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { useToday } from '../../kit/calls/use-today';
import { SignMark } from '../state/sign-mark';
import { SessionLists } from './SessionLists';
import { SessionStrip } from './SessionStrip';
import { sessionKinds, sessionsOf, type Running, type SessionKind } from './sessions';

/** A smaller office screen keeps its width for the page, until the person says otherwise. */
const wide = '(min-width: 1440px)';
const width = 184;

/** The mark stands beside the words without moving them. */
const KindLabel = ({ words, running: [first] }: { words: string; running: readonly Running[] }) => (
  <Box component="span" sx={{ position: 'relative' }}>
    {words}
    {first && (
      <Box component="span" sx={{ position: 'absolute', left: '100%', top: '50%', ml: 0.5, transform: 'translateY(-50%)' }}>
        <SignMark sign={first.sign} size={8} />
      </Box>
    )}
  </Box>
);

/** WB-08, WB-10: the agent's calls between menu and pages: in hand, and over today. Nothing in it moves when a call comes; the other tab says that it has one. */
export function SessionsZone() {
  const { sessionsOpen } = useServices();
  const hasRoom = useMediaQuery(wide, { noSsr: true });
  const open = useStore(sessionsOpen) ?? hasRoom;
  const view = useLive((s) => s.view);
  const today = useToday().data;
  const sessions = useMemo(() => sessionsOf(view, today?.rows ?? []), [view, today]);
  const [kind, setKind] = useState<SessionKind>('external');
  const t = useWords();
  const running = sessionKinds.flatMap((one) => sessions[one].running);
  if (!open) return <SessionStrip running={running} onOpen={() => sessionsOpen.set(true)} />;
  return (
    <Box
      component="aside"
      aria-label={t('sessions.title')}
      data-testid="sessions"
      sx={{
        gridArea: 'sessions',
        width,
        minHeight: 0,
        display: 'flex',
        flexDirection: 'column',
        bgcolor: 'background.paper',
        borderRight: 1,
        borderColor: 'divider',
      }}
    >
      <Box sx={{ display: 'flex', height: 36, flex: 'none', borderBottom: 1, borderColor: 'divider' }}>
        <Tabs
          value={kind}
          onChange={(_, next: SessionKind) => setKind(next)}
          variant="fullWidth"
          aria-label={t('sessions.title')}
          sx={{ flex: 1, minHeight: 36, '& .MuiTab-root': { minHeight: 36, minWidth: 0, p: 0, fontSize: 13 } }}
        >
          {sessionKinds.map((one) => (
            <Tab
              key={one}
              value={one}
              id={`sessions-tab-${one}`}
              aria-controls="sessions-panel"
              label={<KindLabel words={t(`sessions.kind.${one}`)} running={sessions[one].running} />}
            />
          ))}
        </Tabs>
        <IconButton
          size="small"
          aria-label={t('sessions.collapse')}
          data-testid="sessions-collapse"
          onClick={() => sessionsOpen.set(false)}
          sx={{ borderRadius: 0, px: 0.5 }}
        >
          <ChevronLeftIcon fontSize="small" />
        </IconButton>
      </Box>
      <Box
        role="tabpanel"
        id="sessions-panel"
        aria-labelledby={`sessions-tab-${kind}`}
        sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}
      >
        <SessionLists kind={kind} sessions={sessions[kind]} />
      </Box>
    </Box>
  );
}
