import { Box, Button, clock, CountdownRing, useStore, useTick, type Words } from '@zuoxi/plugin/ui';
import { useServices, useWords } from './services';
import type { MyCampaign } from '../src/contract';
import type { Run } from './run';

const Fact = ({ label, value }: { label: string; value: string | number }) => (
  <span>
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {label}{' '}
    </Box>
    <Box component="span" data-testid={`run-${label}`} sx={{ fontVariantNumeric: 'tabular-nums' }}>
      {value}
    </Box>
  </span>
);

const said = ({ step, written }: Run, left: number, t: Words): string =>
  ({
    choosing: () => t('campaigns.run.choosing'),
    calling: () => t('campaigns.run.calling'),
    countdown: () => t(written ? 'campaigns.run.countdown' : 'campaigns.run.countdownUnwritten', { seconds: left }),
    unwritten: () => t('campaigns.run.unwritten'),
    waiting: () => t('campaigns.run.waiting'),
    halted: () => t('campaigns.run.halted', { why: step.kind === 'halted' ? t(step.code) : '' }),
    finished: () => t('campaigns.run.finished'),
  })[step.kind]();

/** CMP-09, CMP-11, CMP-12: where the run is, how much was done, and what the agent may do about it. */
export function RunBar({ campaign }: { campaign: MyCampaign }) {
  const { runner } = useServices().desk;
  const run = useStore(runner.state);
  const t = useWords();
  const until = run?.step.kind === 'countdown' ? run.step.until : null;
  const left = useTick((now) => (until === null ? 0 : Math.max(0, Math.ceil((until - now) / 1000))));
  const worked = useTick((now) => (run ? clock((run.endedAt ?? now) - run.startedAt) : ''));
  const ofAnother = run !== null && run.campaign !== campaign.id;
  const over = run?.step.kind === 'finished';
  return (
    <Box
      data-testid="run"
      data-step={run?.step.kind ?? 'off'}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.5,
        px: 1.5,
        height: 48,
        flex: 'none',
        bgcolor: 'background.paper',
        borderBottom: 1,
        borderColor: 'divider',
      }}
    >
      {(!run || over || ofAnother) && (
        <Button variant="contained" onClick={() => runner.start(campaign)}>
          {t('campaigns.run.start')}
        </Button>
      )}
      {run && !over && !ofAnother && (
        <Button variant="outlined" color="error" onClick={() => runner.stop()}>
          {t('campaigns.run.stop')}
        </Button>
      )}
      {ofAnother && <span>{t('campaigns.run.another')}</span>}
      {run && !ofAnother && (
        <>
          {until !== null && <CountdownRing left={left} of={run.countdownMs / 1000} meaning="wrapUp" />}
          <Box role="status" sx={{ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
            {said(run, left, t)}
          </Box>
          <Box sx={{ flex: 1 }} />
          <Fact label={t('campaigns.run.dialled')} value={run.dialled} />
          <Fact label={t('campaigns.run.worked')} value={worked} />
          <Button variant="outlined" disabled={until === null} onClick={() => runner.extend()} sx={{ whiteSpace: 'nowrap' }}>
            {t('campaigns.run.extend', { seconds: run.extensionMs / 1000 })}
          </Button>
          <Button
            variant="contained"
            disabled={!((until !== null && run.written) || run.step.kind === 'halted')}
            onClick={() => runner.next()}
            sx={{ whiteSpace: 'nowrap' }}
          >
            {t('campaigns.run.next')}
          </Button>
        </>
      )}
    </Box>
  );
}
