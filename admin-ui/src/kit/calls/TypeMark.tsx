import Box from '@mui/material/Box';
import CallMadeIcon from '@mui/icons-material/CallMade';
import CallMissedIcon from '@mui/icons-material/CallMissed';
import CallMissedOutgoingIcon from '@mui/icons-material/CallMissedOutgoing';
import CallReceivedIcon from '@mui/icons-material/CallReceived';
import type { SvgIconComponent } from '@mui/icons-material';
import type { RecordRow } from '@zuoxi/contracts';
import { useWords } from '../../i18n/use-words';

const iconOf = ({ direction, type }: Pick<RecordRow, 'direction' | 'type'>): SvgIconComponent =>
  type === 'missed'
    ? CallMissedIcon
    : direction === 'inbound'
      ? CallReceivedIcon
      : type === 'failed'
        ? CallMissedOutgoingIcon
        : CallMadeIcon;

type Props = { row: Pick<RecordRow, 'direction' | 'type'> };

/** Direction by the arrow; what was missed is red. */
export function RecordIcon({ row }: Props) {
  const t = useWords();
  const Icon = iconOf(row);
  return (
    <Icon
      sx={{ fontSize: 16, color: row.type === 'missed' ? 'error.main' : 'inherit' }}
      titleAccess={t(`direction.${row.direction}`)}
    />
  );
}

/** Direction by the arrow, success by the word (CDR-29). */
export function TypeMark({ row }: Props) {
  const t = useWords();
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, color: row.type === 'missed' ? 'error.main' : 'text.primary' }}>
      <RecordIcon row={row} />
      {t(`records.type.${row.type}`)}
    </Box>
  );
}
