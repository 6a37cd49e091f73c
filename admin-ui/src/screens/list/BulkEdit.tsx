import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { TypeSchema } from '@zuoxi/contracts';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words';
import { KindInput } from '../form/inputs';
import { toSend } from '../form/values';
import { useLabels } from '../../kit/use-schema';

type Props = { type: TypeSchema; n: number; onClose: () => void; onSave: (values: Record<string, unknown>) => void };
const notForMany = ['password', 'uid', 'component', 'zone', 'file', 'blocks', 'json'];

/** One field gets one value in all ticked rows. */
export default function BulkEdit({ type, n, onClose, onSave }: Props) {
  const t = useWords();
  const say = useLabels();
  const fields = type.fields.filter(({ access, of }) => access === 'write' && !notForMany.includes(of.kind));
  const [path, setPath] = useState<string>('');
  const [value, setValue] = useState<unknown>('');
  const field = fields.find((one) => one.path === path);
  const save = (): void => {
    if (!field) return;
    const [name = '', inner] = field.path.split('.');
    const now = inner === undefined ? { [name]: value } : { [name]: { [inner]: value } };
    onSave(toSend([field], now, {}));
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby="bulk-title">
      <DialogTitle id="bulk-title" sx={{ fontSize: 16 }}>
        {t('screens.bulkTitle', { n })}
      </DialogTitle>
      <DialogContent sx={{ width: 420, display: 'grid', gap: 1.5, pt: '8px !important' }}>
        <TextField
          select
          label={t('screens.field')}
          value={path}
          onChange={(e) => {
            setPath(e.target.value);
            setValue('');
          }}
        >
          {fields.map((one) => (
            <MenuItem key={one.path} value={one.path}>
              {say(one.label)}
            </MenuItem>
          ))}
        </TextField>
        {field && (
          <KindInput
            field={field}
            label={say(field.label)}
            value={value}
            onChange={setValue}
            disabled={false}
            error={undefined}
          />
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('screens.cancel')}</Button>
        <Button variant="contained" disabled={!field} onClick={save}>
          {t('screens.save')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
