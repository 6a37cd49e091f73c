import ChevronRightIcon from '@mui/icons-material/ChevronRight';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Tooltip from '@mui/material/Tooltip';
import IconButton from '@mui/material/IconButton';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { callPath } from '../../kit/pages';
import { SignMark } from '../state/sign-mark';
import type { Running } from './sessions';
import { numberWords } from '../../kit/calls/number-words';

/** The zone while it is folded away: a way back, and a mark for each call in hand. */
export function SessionStrip({ running, onOpen }: { running: readonly Running[]; onOpen: () => void }) {
  const { tabs } = useServices();
  const t = useWords();
  return (
    <Box
      component="aside"
      aria-label={t('sessions.title')}
      data-testid="sessions-strip"
      sx={{
        gridArea: 'sessions',
        width: 30,
        minHeight: 0,
        display: 'flex',
        flexDirection: 'column',
        alignItems: 'stretch',
        bgcolor: 'background.paper',
        borderRight: 1,
        borderColor: 'divider',
      }}
    >
      <IconButton
        size="small"
        aria-label={t('sessions.expand')}
        data-testid="sessions-expand"
        onClick={onOpen}
        sx={{ borderRadius: 0, height: 35, flex: 'none' }}
      >
        <ChevronRightIcon fontSize="small" />
      </IconButton>
      <Box
        aria-hidden
        onClick={onOpen}
        sx={{ writingMode: 'vertical-rl', alignSelf: 'center', py: 1, fontSize: 12, color: 'text.secondary', cursor: 'pointer' }}
      >
        {t('sessions.title')}
      </Box>
      {running.map(({ call, sign }) => {
        const words = `${t(sign.label, { _: sign.label })} ${numberWords(t, call.number)}`;
        return (
          <Tooltip key={call.id} title={words} placement="right">
            <ButtonBase
              aria-label={words}
              data-testid="session-running"
              onClick={() => tabs.open(callPath(call.id), { title: numberWords(t, call.number) })}
              sx={{ height: 32, flex: 'none' }}
            >
              <SignMark sign={sign} size={14} />
            </ButtonBase>
          </Tooltip>
        );
      })}
    </Box>
  );
}
