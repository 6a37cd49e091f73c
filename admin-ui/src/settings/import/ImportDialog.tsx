import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import type { TypeSchema } from '@zuoxi/contracts';
import { useCallback, useMemo, useRef } from 'react';
import { useWords } from '../../i18n/use-words';
import { RestError } from '../../providers/strapi/http';
import { Sentence } from '../../workbench/card';
import { ImportSource } from './ImportSource';
import { ImportTable, type TableRow } from './ImportTable';
import { counted, problemsOf, type Problem } from './rows';
import { most, useImport } from './use-import';
import { useKnown } from './use-known';

const own = new Set<string>(['unknownRole', 'unknownGroup', 'needsGroup', 'twice', 'needsWayIn', 'roleAbove']);

/** LOG-01: many accounts at once. What is closed with rows in it still has them when it is opened again. */
export default function ImportDialog({ type, open, onClose }: { type: TypeSchema; open: boolean; onClose: () => void }) {
  const { known, error } = useKnown(type, open);
  const { lines, progress, read, change, drop, clear, send } = useImport();
  const t = useWords();
  const busy = progress.of !== null;
  const problems = useMemo(() => {
    const numbers = counted(lines.map(({ cells }) => cells));
    return new Map(lines.map((line) => [line.key, known ? [...problemsOf(line.cells, known, numbers), ...line.said] : []]));
  }, [lines, known]);
  const words = ({ column, code, limit }: Problem): string =>
    t('pair.named', {
      name: t(`importing.column.${column}`),
      words: t(own.has(code) ? `importing.why.${code}` : `issue.${code}`, { limit }),
    });
  const rows = lines.map(({ key, cells, refusal }): TableRow => {
    const wrong = problems.get(key) ?? [];
    const said = [...wrong.map(words), ...(refusal ? [t(`refusal.${refusal}`)] : [])];
    return { key, cells, bad: wrong.map(({ column }) => column).join(' '), trouble: said.join(' · ') };
  });
  const ready = known ? lines.filter(({ key }) => problems.get(key)?.length === 0) : [];
  const wrong = lines.length - ready.length;
  const acts = useRef({ change, drop });
  acts.current = { change, drop };
  const onChange = useCallback((...given: Parameters<typeof change>) => acts.current.change(...given), []);
  const onDrop = useCallback((key: number) => acts.current.drop(key), []);
  const failed = progress.failed ?? (error ? (error instanceof RestError ? error.code : 'internal') : null);
  return (
    <Dialog open={open} onClose={busy ? undefined : onClose} maxWidth="lg" fullWidth aria-labelledby="import-title">
      <DialogTitle id="import-title" sx={{ fontSize: 16 }}>
        {t('importing.title')}
      </DialogTitle>
      <DialogContent
        sx={{ display: 'grid', gap: 1.5, alignContent: 'start', height: 520, gridTemplateRows: 'auto minmax(0, 1fr)' }}
      >
        <Box role="status" sx={{ '&:empty': { display: 'none' } }}>
          {busy && (
            <LinearProgress
              variant="determinate"
              value={(100 * progress.made) / (progress.of ?? 1)}
              aria-label={t('importing.title')}
              sx={{ mb: 1 }}
            />
          )}
          {progress.made > 0 && <span data-testid="import-made">{t('importing.made', { n: progress.made })} </span>}
          {lines.length > 0 && <span data-testid="import-counts">{t('importing.counts', { n: ready.length, wrong })} </span>}
          {progress.unknown.length > 0 && <span>{t('importing.unknown', { names: progress.unknown.join('、') })}</span>}
          {progress.tooMany !== null && <Sentence alert>{t('importing.tooMany', { n: progress.tooMany, most })}</Sentence>}
          {failed && <Sentence alert>{t(`refusal.${failed}`)}</Sentence>}
        </Box>
        {lines.length > 0 ? (
          <Box sx={{ overflow: 'auto', minHeight: 0 }}>
            <ImportTable rows={rows} onChange={onChange} onDrop={onDrop} />
          </Box>
        ) : (
          <Box sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
            <ImportSource onRead={read} />
          </Box>
        )}
      </DialogContent>
      <DialogActions>
        {lines.length > 0 && (
          <Button disabled={busy} onClick={clear} sx={{ mr: 'auto' }}>
            {t('importing.again')}
          </Button>
        )}
        <Button disabled={busy} onClick={onClose}>
          {t('action.close')}
        </Button>
        <Button
          variant="contained"
          data-testid="import-send"
          disabled={busy || ready.length === 0}
          onClick={() => known && void send(ready, known)}
        >
          {t('importing.send', { n: ready.length })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
