import CallIcon from '@mui/icons-material/Call';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { RecordRow } from '@zuoxi/contracts';
import { useLive, useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { whyNot } from '../why-not';
import { useAttempt } from '../attempt';
import { dialNumber, dialPlace } from './dial';

const recordType = 'call-record';

/** CDR-01, OUT-10: dials the number by where it stands, so that the browser never has it in full (D25); the call is about what that one was about. A colleague's number is whole. */
export function CallBack({ row }: { row: Pick<RecordRow, 'row' | 'dialable' | 'number' | 'direction'> }) {
  const { live, platform } = useServices();
  const no = useLive((s) => whyNot(s, 'call.callBack'));
  const attempt = useAttempt();
  const t = useWords();
  if (!row.dialable) return null;
  const call = (): Promise<void> =>
    row.direction === 'internal'
      ? dialNumber(live, row.number)
      : dialPlace(live, platform.client, { type: recordType, id: row.row, field: 'number' });
  const label = t('records.callBack', { number: row.number });
  return (
    <Tooltip title={no ? t(`why.${no}`) : label}>
      <span>
        <IconButton
          size="small"
          color="primary"
          aria-label={label}
          data-testid="call-back"
          disabled={no !== null}
          onClick={(event) => {
            event.stopPropagation();
            attempt(call);
          }}
          sx={{ p: 0.5 }}
        >
          <CallIcon sx={{ fontSize: 18 }} />
        </IconButton>
      </span>
    </Tooltip>
  );
}
