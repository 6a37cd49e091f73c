import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useEffect, useState } from 'react';
import { useWords } from '../../i18n/use-words';
import { RestError } from '../../providers/strapi/http';
import { Field } from './parts';

type Props = {
  label: string;
  value: string;
  set: (value: string) => void;
  /** null: the address is not complete yet */
  send: (() => Promise<number>) | null;
  failed: (error: unknown) => void;
  sent?: () => void;
};

/** Six digits, and the button that sends them, with the time until it may be pressed again (LOG-23). */
export function CodeField({ label, value, set, send, failed, sent }: Props) {
  const [until, setUntil] = useState(0);
  const [now, setNow] = useState(0);
  const t = useWords();
  const left = Math.max(0, Math.ceil((until - now) / 1000));
  useEffect(() => {
    if (until === 0) return;
    const tick = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(tick);
  }, [until]);
  const wait = (seconds: number): void => {
    setNow(Date.now());
    setUntil(Date.now() + seconds * 1000);
  };
  const press = async (): Promise<void> => {
    if (!send) return;
    try {
      wait(await send());
      sent?.();
    } catch (error) {
      if (error instanceof RestError && error.code === 'tooSoon') wait(error.said.wait ?? 60);
      failed(error);
    }
  };
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '1fr auto', gap: 1, alignItems: 'center' }}>
      <Field
        label={label}
        value={value}
        set={(given) => set(given.replace(/\D/g, ''))}
        input={{ name: 'code', autoComplete: 'one-time-code', inputMode: 'numeric', maxLength: 6 }}
      />
      <Button
        variant="outlined"
        data-testid="get-code"
        disabled={!send || left > 0}
        onClick={() => void press()}
        sx={{ height: 36, minWidth: 128, fontVariantNumeric: 'tabular-nums' }}
      >
        {left > 0 ? t('doors.again', { seconds: left }) : t('doors.getCode')}
      </Button>
    </Box>
  );
}
