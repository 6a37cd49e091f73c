import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { lazy, Suspense, useEffect } from 'react';
import { numberWords } from '../kit/calls/number-words';
import { useServices } from '../kit/services';
import { useWords } from '../i18n/use-words';
import { clock, dateTime } from '../lib/format';
import { RestError } from '../providers/strapi/http';
import { Card, Facts, Sentence } from '../kit/card';
import { callPath } from '../kit/pages';
import { BlockCaller } from '../kit/calls/BlockCaller';
import { CallBack } from '../kit/calls/CallBack';
import { SubjectLink } from '../kit/calls/SubjectLink';
import { Legs } from './Legs';
import { Timeline } from '../kit/calls/Timeline';
import { TypeMark } from '../kit/calls/TypeMark';
import { useRecord } from './use-record';

const Player = lazy(() => import('./Player'));

const recordHeight = 294;

/** CDR-06, CDR-07: the call, its legs, its story, its sound. */
export function RecordDetail({ id }: { id: string }) {
  const { tabs } = useServices();
  const t = useWords();
  const { data, error, refetch } = useRecord(id);
  const number = data && numberWords(t, data.record.number);
  useEffect(() => {
    if (number) tabs.name(callPath(id), number);
  }, [tabs, id, number]);

  if (!data && error)
    return (
      <Sentence alert>
        {t(error instanceof RestError ? `records.failed.${error.code}` : 'records.failed.internal')}{' '}
        <Button onClick={() => void refetch()}>{t('action.retry')}</Button>
      </Sentence>
    );
  if (!data) return <Sentence>{t('records.arriving')}</Sentence>;
  const { record, legs, events, segments } = data;
  const at = (time: number | null): string => (time === null ? '–' : dateTime(time, Date.now()));
  return (
    <Box data-testid="record-detail" sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)' }}>
      <Card
        title={t('records.detail')}
        extra={
          <Box sx={{ display: 'flex' }}>
            {record.direction !== 'internal' && <BlockCaller call={record.id} number={number ?? ''} />}
            <CallBack row={record} />
          </Box>
        }
        height={recordHeight}
      >
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mb: 1 }}>
          <Box sx={{ fontSize: 20, fontWeight: 600 }}>{number}</Box>
          <TypeMark row={record} />
        </Box>
        <Facts
          columns={2}
          rows={[
            [t('call.dnis'), record.dnis],
            [t('call.queue'), record.queue?.name ?? '–'],
            [t('home.agent'), record.agent ? `${record.agent.number} ${record.agent.name}` : '–'],
            [t('records.startedAt'), at(record.startedAt)],
            [t('records.talkingAt'), at(record.talkingAt)],
            [t('records.endedAt'), at(record.endedAt)],
            [t('records.ring'), clock(record.ringMs)],
            [t('records.talk'), clock(record.talkMs)],
            [t('records.hold'), clock(record.holdMs)],
            [t('records.duration'), clock(record.durationMs)], // CDR-13
            [t('records.span'), clock(record.spanMs)], // CDR-16
            [t('records.outcome'), t(`outcome.${record.outcome}`)],
            [t('records.endedBy'), t(`ending.owner.${record.ending.owner}`)],
            ...(record.subject ? [[t('records.subject'), <SubjectLink key="s" subject={record.subject} named />] as const] : []),
          ]}
        />
      </Card>
      <Card title={t('call.timeline')} height={recordHeight}>
        <Timeline entries={events} />
      </Card>
      <Box sx={{ gridColumn: '1 / -1', display: 'grid', gap: 1.5 }}>
        <Card title={t('records.recording')}>
          {segments.length === 0 && <Sentence>{t('records.noRecording')}</Sentence>}
          <Suspense fallback={<Sentence>{t('ra.page.loading')}</Sentence>}>
            {segments.map((segment, i) => (
              <Player
                key={segment.startedAt}
                url={segment.url}
                label={t('records.segment', { n: i + 1, of: segments.length, at: at(segment.startedAt) })}
              />
            ))}
          </Suspense>
        </Card>
        <Card title={t('records.legs')}>
          <Legs legs={legs} />
        </Card>
      </Box>
    </Box>
  );
}
