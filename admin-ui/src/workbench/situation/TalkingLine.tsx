import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { callPath } from '../../kit/pages';
import { callSign } from '../state/meaning';
import { SignMark } from '../state/sign-mark';
import { Elapsed } from '../server-clock';
import { Detail, Main } from './parts';
import { numberWords } from '../../kit/calls/number-words';

export function TalkingLine() {
  const { tabs } = useServices();
  const view = useLive((s) => s.view);
  const { active } = useStore(tabs.state);
  const t = useWords();
  const call = view?.call;
  if (!view || !call) return <Main>{t('activity.talking')}</Main>;
  const sign = callSign(view);
  const path = callPath(call.id);
  const flow = call.flow?.running ? call.flow : null;
  const last = flow?.pressed.at(-1);
  const held = call.phase === 'held' ? call.heldAt : null;
  return (
    <>
      <SignMark sign={sign} size={12} />
      <Main>
        {t(sign.label)} <span data-testid="call-number">{numberWords(t, call.number)}</span>
      </Main>
      {held !== null && (
        <span data-testid="hold-timer" role="timer" aria-label={t('situation.holdTime')}>
          <Elapsed since={held} />
        </span>
      )}
      {flow && (
        <Detail
          label={flow.name}
          value={
            <span data-testid="flow-line">
              {flow.step}
              {last && ` · ${t('selfService.pressed', last)}`}
            </span>
          }
        />
      )}
      {call.queue && <Detail label={t('call.queue')} value={call.queue.name} />}
      <Detail label={t(`direction.${call.direction}`)} value={call.dnis} />
      {call.phase === 'returning' && <span>{t('situation.returning')}</span>}
      {call.heldByOther && (
        <Box data-testid="held-by-other" sx={{ color: (theme) => theme.zuoxi.meaning.wrapUp, fontWeight: 600 }}>
          {t('situation.heldByOther')}
        </Box>
      )}
      {call.muted && <Box sx={{ color: (theme) => theme.zuoxi.meaning.call, fontWeight: 600 }}>{t('situation.muted')}</Box>}
      {call.recording === 'paused' && (
        <Box sx={{ color: (theme) => theme.zuoxi.meaning.wrapUp, fontWeight: 600 }}>{t('situation.recordingPaused')}</Box>
      )}
      <Box sx={{ flex: 1 }} />
      {active !== path && (
        <Button variant="text" onClick={() => tabs.open(path, { title: numberWords(t, call.number) })}>
          {t('situation.showCall')}
        </Button>
      )}
    </>
  );
}
