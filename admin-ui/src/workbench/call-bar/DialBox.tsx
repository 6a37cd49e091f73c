import CallIcon from '@mui/icons-material/Call';
import DialpadIcon from '@mui/icons-material/Dialpad';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import OutlinedInput from '@mui/material/OutlinedInput';
import Popover from '@mui/material/Popover';
import Tooltip from '@mui/material/Tooltip';
import { useState, type ClipboardEvent, type FormEvent } from 'react';
import { useLive } from '../../kit/services';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';
import { useStore } from '../../lib/use-store';
import { useAttempt } from '../../kit/attempt';
import { whyNot } from '../../kit/why-not';
import { Keypad } from './Keypad';
import { PendingMark } from '../../kit/PendingMark';

export const dialInputId = 'zuoxi-dial';

/** OUT-01: typed, pasted or pressed; Enter or the button dials. */
export function DialBox() {
  const { dial, barCompact } = useServices();
  const compact = useStore(barCompact);
  const text = useStore(dial.text);
  const no = useLive((s) => whyNot(s, 'call.dial'));
  const pending = useLive((s) => s.pending.has('call.dial'));
  const attempt = useAttempt();
  const t = useWords();
  const [keypad, setKeypad] = useState<HTMLElement | null>(null);
  const wrong = text !== '' && !dial.valid;

  const send = (event: FormEvent): void => {
    event.preventDefault();
    if (no || text === '' || pending) return;
    attempt(() => dial.send());
  };
  const paste = (event: ClipboardEvent): void => {
    event.preventDefault();
    dial.paste(event.clipboardData.getData('text'));
  };
  const hint = no ? t(`why.${no}`) : wrong ? t('error.numberInvalid') : '';
  const sign = pending ? <PendingMark /> : <CallIcon fontSize="small" />;
  return (
    <Box component="form" role="search" onSubmit={send} sx={{ display: 'flex', gap: 0.75, flex: '0 1 262px', minWidth: 190 }}>
      <OutlinedInput
        id={dialInputId}
        value={text}
        error={wrong}
        onChange={(e) => dial.type(e.target.value)}
        onPaste={paste}
        placeholder={t('bar.dialHint')}
        inputProps={{
          'aria-label': t('bar.dialInput'),
          'aria-keyshortcuts': 'Control+K',
          inputMode: 'tel',
          autoComplete: 'off',
          maxLength: 40,
        }}
        sx={{ flex: 1, minWidth: 0, pr: 0.5 }}
        endAdornment={
          <InputAdornment position="end">
            <IconButton size="small" aria-label={t('bar.dialKeypad')} onClick={(e) => setKeypad(e.currentTarget)} sx={{ p: 0.5 }}>
              <DialpadIcon sx={{ fontSize: 18 }} />
            </IconButton>
          </InputAdornment>
        }
      />
      <Tooltip title={compact ? [t('bar.call.dial'), hint].filter(Boolean).join(' · ') : hint}>
        <span>
          <Button
            type="submit"
            variant="contained"
            disabled={no !== null || text === ''}
            data-testid="dial"
            aria-label={compact ? t('bar.call.dial') : undefined}
            startIcon={compact ? undefined : sign}
            sx={{ height: compact ? 30 : 34, width: compact ? 40 : 76, px: 0.5 }}
          >
            {compact ? sign : t('bar.call.dial')}
          </Button>
        </span>
      </Tooltip>
      <Popover
        open={keypad !== null}
        anchorEl={keypad}
        onClose={() => setKeypad(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      >
        <Keypad onKey={(key) => dial.press(key)} plus />
      </Popover>
    </Box>
  );
}
