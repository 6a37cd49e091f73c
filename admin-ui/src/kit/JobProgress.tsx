import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { useEffect, useMemo, useRef } from 'react';
import type { JobRow } from '@zuoxi/contracts';
import { useLanguage, useWords } from '../i18n/use-words';
import { useAttempt } from './attempt';
import { Sentence } from './card';
import { useFresh } from './fresh';
import { useServices } from './services';

const isOver = ({ state }: JobRow): boolean => state !== 'waiting' && state !== 'running';

/** Long work that this person asked for: how far it is, the way to cancel it, and what became of it, which `onOver` is told once. */
export function JobProgress({ id, onOver }: { id: string; onOver?: (job: JobRow) => void }) {
  const { platform } = useServices();
  const key = useMemo(() => ['long-job', id], [id]);
  const { data: job } = useFresh({ type: 'long-job', key, ask: (signal) => platform.client.job(id, signal), everyMs: 10_000 });
  const attempt = useAttempt();
  const [language] = useLanguage();
  const t = useWords();
  const told = useRef('');
  useEffect(() => {
    if (!job || !isOver(job) || told.current === job.id) return;
    told.current = job.id;
    onOver?.(job);
  }, [job, onOver]);
  if (!job) return <Sentence>{t('ra.page.loading')}</Sentence>;
  const { label, state, done, total, trouble } = job;
  return (
    <Box data-testid="job" data-state={state} role="status" sx={{ display: 'flex', alignItems: 'center', gap: 1.5 }}>
      <span>{label[language]}</span>
      {!isOver(job) && (
        <LinearProgress
          aria-label={label[language]}
          variant={total ? 'determinate' : 'indeterminate'}
          value={total ? Math.min(100, (100 * done) / total) : undefined}
          sx={{ width: 160 }}
        />
      )}
      <span>{trouble ? t(`refusal.${trouble}`) : t(`jobs.${state}`, { done, total: total ?? done })}</span>
      {!isOver(job) && <Button onClick={() => attempt(() => platform.client.cancelJob(id))}>{t('jobs.cancel')}</Button>}
    </Box>
  );
}
