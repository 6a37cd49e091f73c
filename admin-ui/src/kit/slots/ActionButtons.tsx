import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useWords } from '../../i18n/use-words';
import { useAttempt } from '../attempt';
import { isFor, useBrought, type Brought } from './brought';

type Props = { at: 'row' | 'ticked'; type: string; ids: readonly string[]; onDone?: () => void };

/** What plugins do to the row, or to all ticked rows. */
export function ActionButtons({ at, type, ids, onDone }: Props) {
  const actions = useBrought('actions').filter(({ one }) => isFor(one, type) && (one.at ?? ['row', 'ticked']).includes(at));
  const [asking, setAsking] = useState<Brought<'actions'> | null>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const attempt = useAttempt();
  const client = useQueryClient();
  const [language] = useLanguage();
  const t = useWords();
  const run = ({ key, one }: Brought<'actions'>): void => {
    setAsking(null);
    setBusy(key);
    attempt(async () => {
      try {
        await one.run({ type, ids });
        onDone?.();
      } finally {
        setBusy(null);
        await client.invalidateQueries({ queryKey: [type] });
      }
    });
  };
  return (
    <>
      {actions.map((brought) => (
        <Button
          key={brought.key}
          variant="outlined"
          disabled={busy !== null}
          aria-busy={busy === brought.key}
          data-testid={`action-${brought.plugin}-${brought.one.id}`}
          onClick={() => (brought.one.asks ? setAsking(brought) : run(brought))}
        >
          {brought.one.label[language]}
        </Button>
      ))}
      {asking && (
        <Dialog open onClose={() => setAsking(null)}>
          <DialogContent>{asking.one.asks?.[language]}</DialogContent>
          <DialogActions>
            <Button onClick={() => setAsking(null)}>{t('screens.cancel')}</Button>
            <Button variant="contained" onClick={() => run(asking)}>
              {asking.one.label[language]}
            </Button>
          </DialogActions>
        </Dialog>
      )}
    </>
  );
}
