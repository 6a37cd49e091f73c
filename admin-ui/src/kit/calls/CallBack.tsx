import CallIcon from '@mui/icons-material/Call';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import type { RecordRow } from '@zuoxi/contracts';
import { useLive, useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { whyNot } from '../why-not';
import { useAttempt } from '../attempt';

/** CDR-01, OUT-10: dials the sealed number; the browser never has it in full (D25). */
export function CallBack({ row }: { row: Pick<RecordRow, 'callBack' | 'number'> }) {
  const { live } = useServices();
  const no = useLive((s) => whyNot(s, 'call.callBack'));
  const attempt = useAttempt();
  const t = useWords();
  const { callBack: token } = row;
  if (token === null) return null;
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
            attempt(() => live.do({ type: 'call.callBack', token }));
          }}
          sx={{ p: 0.5 }}
        >
          <CallIcon sx={{ fontSize: 18 }} />
        </IconButton>
      </span>
    </Tooltip>
  );
}
