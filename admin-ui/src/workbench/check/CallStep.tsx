import Button from '@mui/material/Button';
import { echoNumber } from '@zuoxi/contracts';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { whyNot } from '../../kit/why-not';
import { useAttempt } from '../../kit/attempt';
import { HeardButtons } from './HeardButtons';
import { isTestCall, type Verdict } from './steps';
import { StepRow } from './StepRow';

/** LOG-32: the whole way there and back, before a customer walks it. */
export function CallStep({ verdict, say }: { verdict: Verdict; say: (verdict: Verdict) => void }) {
  const { desk } = useServices();
  const dialled = useLive((s) => isTestCall(s.view));
  const connected = useLive((s) => isTestCall(s.view) && s.view?.call?.phase === 'talking');
  const no = useLive((s) => whyNot(s, 'call.test'));
  const t = useWords();
  const attempt = useAttempt();
  const judge = (next: Verdict): void => {
    say(next);
    attempt(() => desk.hangUp());
  };
  const button = dialled ? (
    <Button size="small" variant="outlined" color="error" onClick={() => attempt(() => desk.hangUp())}>
      {t('entry.check.hangup')}
    </Button>
  ) : (
    <Button
      size="small"
      variant="outlined"
      data-testid="check-dial"
      disabled={no !== null}
      title={no ? t(`why.${no}`) : undefined}
      onClick={() => attempt(() => desk.do({ type: 'call.test' }))}
    >
      {t('entry.check.dial')}
    </Button>
  );
  return (
    <StepRow step="call" verdict={verdict} actions={button}>
      {connected
        ? t('entry.check.callOn')
        : verdict === 'bad'
          ? t('entry.check.callOff')
          : t('entry.check.callSay', { number: echoNumber })}
      {connected && <HeardButtons step="call" say={judge} />}
    </StepRow>
  );
}
