import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import type { Related } from '@zuoxi/contracts';
import { useDeferredValue, useState } from 'react';
import { useServices } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { valueAt } from '../value-at';
import { useType } from '../../kit/use-schema';

type Props = {
  target: string;
  label: string;
  placeholder?: string;
  value: Related[];
  many: boolean;
  onChange: (value: Related[]) => void;
  width?: number;
  disabled?: boolean;
  error?: string;
};
const offered = 20;

/** Rows of another type, found by typing. What the role may not read cannot be chosen. */
export function RelationPicker({ target, label, placeholder, value, many, onChange, width, disabled, error }: Props) {
  const { platform } = useServices();
  const t = useWords();
  const type = useType(target);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const nameless = value.filter((one) => one.label === '').map(({ id }) => id);
  const known = useQuery({
    queryKey: [target, 'labels', nameless],
    queryFn: ({ signal }) =>
      platform.client.page(target, { filter: [{ field: 'id', op: 'in', value: nameless }], limit: 200 }, signal),
    enabled: type !== undefined && nameless.length > 0,
  });
  const rows = useQuery({
    queryKey: [target, 'picker', search],
    queryFn: ({ signal }) => platform.client.page(target, { filter: [], search: search || undefined, limit: offered }, signal),
    enabled: open && type !== undefined,
    placeholderData: (before) => before,
  });
  const related = (data: readonly { id: string }[] | undefined): Related[] =>
    (data ?? []).map((row) => ({ id: row.id, label: String(valueAt(row, type?.title ?? 'id') ?? row.id) }));
  const names = new Map(related(known.data?.data).map((one) => [one.id, one.label]));
  const named = value.map((one) => (one.label === '' ? { ...one, label: names.get(one.id) ?? '…' } : one));
  return (
    <Autocomplete<Related, boolean>
      multiple={many}
      size="small"
      disabled={disabled || type === undefined}
      open={open}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      options={related(rows.data?.data)}
      filterOptions={(all) => all}
      getOptionLabel={(one) => one.label}
      getOptionKey={(one) => one.id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      value={many ? named : (named[0] ?? null)}
      inputValue={typed}
      onInputChange={(_, text) => setTyped(text)}
      onChange={(_, next) => onChange(Array.isArray(next) ? next : next ? [next] : [])}
      loading={rows.isFetching}
      loadingText={t('ra.page.loading')}
      noOptionsText={t('screens.nothingFound')}
      sx={{
        width: width ?? '100%',
        '& .MuiOutlinedInput-root': { py: '1px', minHeight: 32 },
        '& .MuiAutocomplete-input': { py: '2px !important' },
        '& .MuiAutocomplete-tag': { height: 22, my: '2px' },
      }}
      renderInput={(params) => (
        <TextField
          {...params}
          placeholder={value.length === 0 ? placeholder : undefined}
          error={error !== undefined}
          helperText={error}
          slotProps={{ htmlInput: { ...params.inputProps, 'aria-label': label } }}
        />
      )}
    />
  );
}
