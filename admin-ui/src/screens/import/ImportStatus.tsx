import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useWords } from '../../i18n/use-words';
import { RestError } from '../../providers/strapi/http';
import { Sentence } from '../../kit/card';
import { most, type Progress } from './use-import';

/** `counts`: of the lines, once there are any. */
type Props = {
  title: string;
  type: string;
  progress: Progress;
  counts: { n: number; wrong: number } | null;
  unknown: readonly string[];
  error: unknown;
};

/** What was made, what is ready, and what went wrong with all of it. */
export function ImportStatus({ title, type, progress, counts, unknown, error }: Props) {
  const { made, of, unread } = progress;
  const t = useWords();
  const failed = progress.failed ?? (error ? (error instanceof RestError ? error.code : 'internal') : null);
  return (
    <Box role="status" sx={{ '&:empty': { display: 'none' } }}>
      {of !== null && <LinearProgress variant="determinate" value={(100 * made) / of} aria-label={title} sx={{ mb: 1 }} />}
      {made > 0 && <span data-testid="import-made">{t('importing.made', { n: made, type })} </span>}
      {counts && <span data-testid="import-counts">{t('importing.counts', counts)} </span>}
      {unknown.length > 0 && <span>{t('importing.unknown', { names: unknown.join('、') })}</span>}
      {unread && <Sentence alert>{t(`importing.unread.${unread.why}`, { ...unread, most })}</Sentence>}
      {failed && <Sentence alert>{t(`refusal.${failed}`)}</Sentence>}
    </Box>
  );
}
