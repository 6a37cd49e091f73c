import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import type { TypeSchema } from '@zuoxi/contracts';
import { useCallback, useMemo, useRef } from 'react';
import { useLanguage, useWords } from '../../i18n/use-words';
import { useLabels } from '../../kit/use-schema';
import { columnsOf, headOf, readTable } from './columns';
import { ImportShared } from './ImportShared';
import { ImportSource } from './ImportSource';
import { ImportStatus } from './ImportStatus';
import { ImportTable, type TableRow } from './ImportTable';
import { ownRules } from './account-import';
import { valuesOf } from './rows';
import { useImport } from './use-import';
import { useJudged } from './use-judged';
import { useProblemWords } from './use-problem-words';

type Props = { type: TypeSchema; types: ReadonlyMap<string, TypeSchema>; open: boolean; onClose: () => void };

/** LOG-01, CMP-22: many rows at once. What is closed with rows in it still has them when it is opened again. */
export default function ImportDialog({ type, types, open, onClose }: Props) {
  const own = ownRules[type.name];
  const { table, lines, progress, read, change, drop, clear, send } = useImport(type.name, own);
  const [language] = useLanguage();
  const t = useWords();
  const say = useLabels();
  const words = useProblemWords(type, types);
  const columns = useMemo(() => columnsOf(type, types, own), [type, types, own]);
  const { linked, forAll, shared, share, chosen, about, judged, shown, good, ready, error } = useJudged({
    columns,
    own,
    table,
    lines,
    open,
  });
  const rows = judged.map(({ line: { key, cells, refusal }, problems }): TableRow => {
    const said = [...problems.map(words), ...(refusal ? [t(`refusal.${refusal}`)] : [])];
    return { key, cells, bad: problems.map(({ column }) => column).join(' '), trouble: said.join(' · ') };
  });
  const busy = progress.of !== null;
  const acts = useRef({ change, drop });
  acts.current = { change, drop };
  const onChange = useCallback((...given: Parameters<typeof change>) => acts.current.change(...given), []);
  const onDrop = useCallback((key: number) => acts.current.drop(key), []);
  const named = say(type.label);
  const title = t('importing.title', { type: named });
  return (
    <Dialog open={open} onClose={busy ? undefined : onClose} maxWidth="lg" fullWidth aria-labelledby="import-title">
      <DialogTitle id="import-title" sx={{ fontSize: 16 }}>
        {title}
      </DialogTitle>
      <DialogContent
        sx={{ display: 'grid', gap: 1.5, alignContent: 'start', height: 520, gridTemplateRows: 'auto minmax(0, 1fr)' }}
      >
        <div>
          {lines.length > 0 && <ImportShared fields={forAll} value={shared} onChange={share} />}
          <ImportStatus
            title={title}
            type={named}
            progress={progress}
            counts={lines.length > 0 ? { n: good.length, wrong: lines.length - good.length } : null}
            unknown={table.unknown}
            error={error}
          />
        </div>
        {lines.length > 0 ? (
          <Box sx={{ overflow: 'auto', minHeight: 0 }}>
            <ImportTable rows={rows} columns={shown} onChange={onChange} onDrop={onDrop} />
          </Box>
        ) : (
          <Box sx={{ display: 'grid', gap: 1.5, alignContent: 'start' }}>
            <ImportSource
              head={headOf(own ? columns.filter(({ path }) => own.columns.includes(path)) : columns, language)}
              name={`zuoxi-${type.name}`}
              help={[
                t('importing.help'),
                ...(own ? [t(own.help)] : []),
                ...linked.map(({ label }) => t('importing.orForAll', { name: say(label) })),
                t('importing.columns'),
              ].join(' ')}
              onRead={(given) => read(readTable(given, columns, own))}
            />
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
          disabled={busy || ready.length === 0 || !chosen}
          onClick={() => void send(ready, (cells) => valuesOf(cells, about))}
        >
          {t('importing.send', { n: ready.length, type: named })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
