import Box from '@mui/material/Box';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { clock } from '../../lib/format';
import { useStore } from '../../lib/use-store';
import { BlockCaller } from '../../kit/calls/BlockCaller';
import { SubjectLink } from '../../kit/calls/SubjectLink';
import { Timeline } from '../../kit/calls/Timeline';
import { Card, Facts } from '../../kit/card';
import { Elapsed } from '../server-clock';
import { callSign } from '../state/meaning';
import { SignMark } from '../state/sign-mark';
import { FlowPath } from './FlowPath';
import { Parties } from './Parties';
import { numberWords } from '../../kit/calls/number-words';

/** The call in hand, as the switch sees it, with its story so far. */
export function LiveCall({ height }: { height?: number }) {
  const { facts } = useServices();
  const view = useLive((s) => s.view);
  const stories = useStore(facts.byCall);
  const t = useWords();
  const call = view?.call;
  if (!view || !call) return null;
  const sign = callSign(view);
  return (
    <Card
      title={t('call.current')}
      testId="live-call"
      height={height}
      extra={call.direction === 'internal' ? undefined : <BlockCaller call={call.id} number={numberWords(t, call.number)} />}
    >
      <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)', gap: 2 }}>
        <Box>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 1 }}>
            <Box sx={{ fontSize: 20, fontWeight: 600 }}>{numberWords(t, call.number)}</Box>
            <SignMark sign={sign} size={12} />
            <span>{t(sign.label)}</span>
          </Box>
          <Facts
            columns={2}
            rows={[
              [t('records.direction'), t(`direction.${call.direction}`)],
              [t('call.dnis'), call.dnis],
              [t('call.queue'), call.queue?.name ?? '–'],
              [t('call.waited'), clock(call.waitedMs)],
              call.ending
                ? [t('records.endedBy'), t(`ending.owner.${call.ending.owner}`)]
                : [t('call.sinceStart'), <Elapsed key="s" since={call.startedAt} />],
              [t('call.recording'), call.ending ? '–' : t(`call.recordingState.${call.recording}`)],
              ...(call.subject ? [[t('records.subject'), <SubjectLink key="a" subject={call.subject} named />] as const] : []),
            ]}
          />
          <Parties call={call} />
          {call.flow && <FlowPath flow={call.flow} />}
        </Box>
        <Timeline entries={stories.get(call.id) ?? []} />
      </Box>
    </Card>
  );
}
