import Box from '@mui/material/Box';
import Popover from '@mui/material/Popover';
import { useState, type KeyboardEvent } from 'react';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useAttempt } from '../../kit/attempt';
import { Keypad } from './Keypad';

/** CTL-08: digits for the other side's machine, by mouse or keyboard; what was sent stays readable. */
export function DigitPad({ anchor, onClose }: { anchor: HTMLElement | null; onClose: () => void }) {
  const { desk } = useServices();
  const attempt = useAttempt();
  const t = useWords();
  const [sent, setSent] = useState('');
  const press = (digits: string): void => {
    setSent((s) => (s + digits).slice(-24));
    attempt(() => desk.do({ type: 'call.digits', digits }));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!/^[0-9*#]$/.test(event.key) || event.ctrlKey) return;
    event.preventDefault();
    press(event.key);
  };
  const close = (): void => {
    setSent('');
    onClose();
  };
  return (
    <Popover
      open={anchor !== null}
      anchorEl={anchor}
      onClose={close}
      onKeyDown={onKeyDown}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      data-testid="digit-pad"
    >
      <Box
        aria-label={t('bar.digitsSent')}
        sx={{ px: 1.5, pt: 1, height: 28, fontSize: 16, fontWeight: 600, textAlign: 'right', overflow: 'hidden', maxWidth: 190 }}
      >
        {sent}
      </Box>
      <Keypad onKey={press} />
    </Popover>
  );
}
