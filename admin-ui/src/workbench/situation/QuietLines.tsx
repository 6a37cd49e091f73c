import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useLanguage, useWords } from '../../i18n/use-words';
import { clock } from '../../lib/format';
import { useTick } from '../../lib/ticker';
import { useStore } from '../../lib/use-store';
import { PendingMark } from '../../kit/PendingMark';
import { reasonLabel } from '../state/meaning';
import { useAttempt } from '../../kit/attempt';
import { Detail, Main } from './parts';
import { CommandButton } from './WrapUp';
import { numberWords } from '../../kit/calls/number-words';

/** The switch cannot be asked. Calls go on without it, and a call in hand can still be ended. */
export function LinkLine() {
  const { phone } = useServices();
  const link = useLive((s) => s.link);
  const call = useStore(phone.state).call;
  const t = useWords();
  const downFor = useTick((now) => (link.kind === 'connecting' ? clock(now - link.since) : ''));
  const first = useLive((s) => s.view === null);
  const code = link.kind === 'connecting' ? link.code : null;
  return (
    <>
      <PendingMark />
      <Main>{t(code ? `error.${code}` : first ? 'situation.connecting' : 'situation.linkDown')}</Main>
      {!first && <span>{t(call ? 'situation.linkDownOnCall' : 'situation.linkDownIdle')}</span>}
      <Box sx={{ flex: 1 }} />
      {!first && <Box sx={{ color: 'text.secondary' }}>{downFor}</Box>}
    </>
  );
}

function GoOnline({ label }: { label: string }) {
  const { desk } = useServices();
  const going = useStore(desk.goingOnline);
  const attempt = useAttempt();
  return (
    <Button
      data-testid="go-online"
      variant="contained"
      aria-busy={going}
      startIcon={going ? <PendingMark /> : undefined}
      onClick={() => attempt(() => desk.goOnline())}
      sx={{ height: 32, minWidth: 92 }}
    >
      {label}
    </Button>
  );
}

/** ACW-14: the last customer, as long as the switch remembers. */
function LastCall() {
  const call = useLive((s) => s.view?.call);
  const t = useWords();
  if (!call) return null;
  return (
    <>
      <Detail label={t('situation.lastCall')} value={numberWords(t, call.number)} />
      <CommandButton type="call.redial" />
    </>
  );
}

export function SignedOutLine() {
  const t = useWords();
  return (
    <>
      <Main>{t('state.signedOut')}</Main>
      <span>{t('situation.signedOut')}</span>
      <Box sx={{ flex: 1 }} />
      <GoOnline label={t('state.goOnline')} />
    </>
  );
}

/** STA-12: two ways out of a break; the other one, going offline, is in the state menu. */
export function NotReadyLine() {
  const view = useLive((s) => s.view);
  const [language] = useLanguage();
  const t = useWords();
  const reason = view?.intent.kind === 'notReady' ? reasonLabel(view, view.intent.reason, language) : '';
  return (
    <>
      <Main>{reason}</Main>
      <span>{t('situation.notReady')}</span>
      <Box sx={{ flex: 1 }} />
      <LastCall />
      <GoOnline label={t('state.endBreak', { reason })} />
    </>
  );
}

export function IdleLine() {
  const { microphone } = useServices();
  const able = useLive((s) => Boolean(s.view?.microphone && s.view.station.registered));
  const byMobile = useLive((s) => s.view?.mobile.answering ?? false);
  const asking = useStore(microphone.state).kind === 'asking';
  const t = useWords();
  return (
    <>
      <Main>{t('state.ready')}</Main>
      <span>
        {t(byMobile ? 'byMobile.idle' : able ? 'situation.idle' : asking ? 'situation.askingMicrophone' : 'situation.notYetAble')}
      </span>
      <Box sx={{ flex: 1 }} />
      <LastCall />
    </>
  );
}
