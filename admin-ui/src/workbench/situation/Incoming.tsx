import CallIcon from '@mui/icons-material/Call';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { clock } from '../../lib/format';
import { useStore } from '../../lib/use-store';
import { PendingMark } from '../../kit/PendingMark';
import { useSecondsLeft } from '../server-clock';
import { useAttempt } from '../../kit/attempt';
import { CountdownRing } from '../../kit/CountdownRing';
import { Detail, Main } from './parts';
import { numberWords } from '../../kit/calls/number-words';

/** INB-01..06: who rings, how long they waited, how long it may ring; answered here by Enter or from anywhere by Ctrl+Enter. */
export function Incoming() {
  const { phone, desk } = useServices();
  const view = useLive((s) => s.view);
  const rejecting = useLive((s) => s.pending.has('call.hangup'));
  const atPhone = useStore(phone.state).call;
  const attempt = useAttempt();
  const t = useWords();
  const offered = view?.activity.kind === 'offered' ? view.activity : null;
  const left = useSecondsLeft(offered?.until ?? null);
  const call = offered ? view?.call : null;
  const inHand = atPhone !== null && (!offered || atPhone.call === offered.call);
  const answering = inHand && atPhone.state !== 'ringing';
  const byDeskPhone = offered !== null && !inHand;
  return (
    <>
      {offered && <CountdownRing left={left} of={30} meaning="call" />}
      <Main sx={{ fontSize: 16 }}>
        <span data-testid="incoming-number">{call ? numberWords(t, call.number) : t('situation.unknownCaller')}</span>
      </Main>
      {call?.queue && <Detail label={t('call.queue')} value={call.queue.name} />}
      {call && call.waitedMs > 0 && <Detail label={t('call.waited')} value={clock(call.waitedMs)} />}
      {call && <Detail label={t('call.dnis')} value={call.dnis} />}
      <Box sx={{ flex: 1 }} />
      <Box sx={{ color: 'text.secondary' }}>
        {call?.onMobile ? t('byMobile.rings') : byDeskPhone ? t('situation.phoneComing') : 'Ctrl+Enter'}
      </Box>
      <Button
        data-testid="answer"
        variant="contained"
        color="success"
        startIcon={answering ? <PendingMark /> : <CallIcon />}
        disabled={!inHand}
        aria-busy={answering}
        aria-keyshortcuts="Control+Enter"
        onClick={() => attempt(() => desk.answer())}
        sx={{ width: 104, height: 34, fontSize: 14 }}
      >
        {t('call.answer')}
      </Button>
      <Button
        data-testid="reject"
        variant="outlined"
        color="error"
        startIcon={rejecting ? <PendingMark /> : undefined}
        onClick={() => attempt(() => desk.hangUp())}
        sx={{ width: 72, height: 34 }}
      >
        {t('call.reject')}
      </Button>
    </>
  );
}
