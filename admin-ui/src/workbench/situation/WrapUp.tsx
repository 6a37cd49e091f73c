import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import type { CommandType } from '@zuoxi/contracts';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { whyNot } from '../../kit/why-not';
import { PendingMark } from '../../kit/PendingMark';
import { useElapsed, useSecondsLeft } from '../server-clock';
import { useAttempt } from '../../kit/attempt';
import { CountdownRing } from '../../kit/CountdownRing';
import { Detail, Main } from './parts';
import { numberWords } from '../../kit/calls/number-words';

type Simple = Extract<CommandType, 'wrapUp.freeze' | 'wrapUp.finish' | 'call.redial'>;

export function CommandButton({ type, strong = false }: { type: Simple; strong?: boolean }) {
  const { desk } = useServices();
  const no = useLive((s) => whyNot(s, type));
  const pending = useLive((s) => s.pending.has(type));
  const attempt = useAttempt();
  const t = useWords();
  return (
    <Tooltip title={no ? t(`why.${type}.${no}`, { _: t(`why.${no}`) }) : ''}>
      <span>
        <Button
          data-testid={type}
          variant={strong ? 'contained' : 'outlined'}
          disabled={no !== null}
          aria-busy={pending}
          startIcon={pending ? <PendingMark /> : undefined}
          onClick={() => pending || attempt(() => desk.do({ type }))}
          sx={{ height: 32, minWidth: 92 }}
        >
          {t(`action.${type}`)}
        </Button>
      </span>
    </Tooltip>
  );
}

/** ACW-02..06, ACW-14: the time runs down by itself, stands still when frozen, ends when the agent says so. */
export function WrapUp() {
  const view = useLive((s) => s.view);
  const t = useWords();
  const until = view?.activity.kind === 'wrapUp' ? view.activity.until : null;
  const left = useSecondsLeft(until);
  const since = useElapsed(view?.since ?? null);
  return (
    <>
      {until === null ? null : <CountdownRing left={left} of={1} meaning="wrapUp" />}
      <Main>{t('activity.wrapUp')}</Main>
      {until === null ? (
        <Detail label={t('situation.wrapUpSince')} value={<span data-testid="wrap-up-time">{since}</span>} />
      ) : (
        <span>
          {t(view?.intent.kind === 'ready' ? 'situation.wrapUpThenReady' : 'situation.wrapUpThenRest', { seconds: left })}
        </span>
      )}
      {view?.call && <Detail label={t('situation.lastCall')} value={numberWords(t, view.call.number)} />}
      <Box sx={{ flex: 1 }} />
      {until !== null && <CommandButton type="wrapUp.freeze" />}
      <CommandButton type="call.redial" />
      <CommandButton type="wrapUp.finish" strong />
    </>
  );
}
