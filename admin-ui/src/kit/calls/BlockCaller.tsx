import BlockIcon from '@mui/icons-material/Block';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import { useServices } from '../services';
import { useWords } from '../../i18n/use-words';

const lengths = [null, 1, 7, 30, 365] as const;

/** TEN-07: puts the other side of a call on the blacklist, by the call's id: the number stays on the server (D25). Asks once. */
export function BlockCaller({ call, number }: { call: string; number: string }) {
  const { records, toasts } = useServices();
  const t = useWords();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [days, setDays] = useState<number | null>(null);
  const block = (): void => {
    setOpen(false);
    records.block(call, { reason, days }).catch(() => toasts.say('blocking.failed'));
  };
  return (
    <>
      <Tooltip title={t('blocking.title')}>
        <IconButton
          size="small"
          aria-label={t('blocking.title')}
          data-testid="block-caller"
          onClick={() => setOpen(true)}
          sx={{ p: 0.5 }}
        >
          <BlockIcon sx={{ fontSize: 18 }} />
        </IconButton>
      </Tooltip>
      <Dialog open={open} onClose={() => setOpen(false)} aria-labelledby="block-title">
        <DialogTitle id="block-title" sx={{ fontSize: 16 }}>
          {t('blocking.title')}
        </DialogTitle>
        <DialogContent sx={{ width: 420, display: 'grid', gap: 2 }}>
          <p style={{ margin: 0 }}>{t('blocking.asks', { number })}</p>
          <TextField
            label={t('blocking.reason')}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
            slotProps={{ htmlInput: { maxLength: 200 } }}
          />
          <TextField
            select
            label={t('blocking.days')}
            value={days ?? ''}
            onChange={(e) => setDays(e.target.value === '' ? null : Number(e.target.value))}
            slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
          >
            {lengths.map((n) => (
              <MenuItem key={n ?? ''} value={n ?? ''}>
                {n === null ? t('blocking.forGood') : t('blocking.forDays', { n: String(n) })}
              </MenuItem>
            ))}
          </TextField>
        </DialogContent>
        <DialogActions>
          <Button onClick={() => setOpen(false)}>{t('blocking.cancel')}</Button>
          <Button variant="contained" color="error" onClick={block} data-testid="block-confirm">
            {t('blocking.do')}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
