import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { RecordRow } from '@zuoxi/contracts';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { clock, timeOfDay } from '../../lib/format';
import { RecordIcon } from '../../kit/calls/TypeMark';
import { callPath } from '../../kit/pages';
import { cut } from '../../theme/cut';

/** One line: which way and whether it came about, who, when. */
export function EndedSession({ row }: { row: RecordRow }) {
  const { tabs } = useServices();
  const { active } = useStore(tabs.state);
  const t = useWords();
  const path = callPath(row.id);
  const on = active === path;
  return (
    <ButtonBase
      data-testid="session-ended"
      aria-current={on ? 'page' : undefined}
      title={`${t(`records.type.${row.type}`)} · ${row.queue?.name ?? t(`direction.${row.direction}`)} · ${clock(row.talkMs)}`}
      onClick={() => tabs.open(path, { title: row.number })}
      sx={{
        width: '100%',
        height: 30,
        px: 1.5,
        display: 'grid',
        gridTemplateColumns: '16px minmax(0, 1fr) 36px',
        gap: 0.75,
        alignItems: 'center',
        textAlign: 'left',
        font: 'inherit',
        boxShadow: on ? (theme) => `inset 2px 0 ${theme.zuoxi.accent}` : 'none',
        '&:hover': { bgcolor: (theme) => theme.zuoxi.raised },
      }}
    >
      <RecordIcon row={row} />
      <Box sx={cut}>{row.number}</Box>
      <Box sx={{ fontSize: 12, color: 'text.secondary', textAlign: 'right' }}>{timeOfDay(row.startedAt).slice(0, 5)}</Box>
    </ButtonBase>
  );
}
