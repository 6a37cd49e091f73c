import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import type { Addressee } from '@zuoxi/contracts';
import { useDeferredValue, useState, type Ref } from 'react';
import { useServices } from './services';
import { useWords } from '../i18n/use-words';
import { useMailKey } from './use-mail';

type Props = {
  value: Addressee[];
  onChange: (value: Addressee[]) => void;
  error: string | undefined;
  inputRef: Ref<HTMLInputElement>;
};

/** Colleagues and groups, found by a part of number or name. */
export function RecipientsInput({ value, onChange, error, inputRef }: Props) {
  const { mail } = useServices();
  const t = useWords();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const found = useQuery({
    queryKey: [...useMailKey(), 'recipients', search],
    queryFn: ({ signal }) => mail.recipients(search, signal),
    enabled: open,
    placeholderData: (before) => before,
    retry: false,
  });
  return (
    <Autocomplete<Addressee, true>
      multiple
      size="small"
      open={open}
      onOpen={() => setOpen(true)}
      onClose={() => setOpen(false)}
      options={found.data ?? []}
      filterOptions={(all) => all}
      groupBy={({ kind }) => t(`messages.kind.${kind}`)}
      getOptionLabel={({ label }) => label}
      getOptionKey={({ id }) => id}
      isOptionEqualToValue={(a, b) => a.id === b.id}
      filterSelectedOptions
      value={value}
      inputValue={typed}
      onInputChange={(_, text) => setTyped(text)}
      onChange={(_, next) => onChange(next)}
      loading={found.isFetching}
      loadingText={t('ra.page.loading')}
      noOptionsText={t('messages.nobodyFound')}
      slotProps={{ paper: { sx: { border: 1, borderColor: 'divider', boxShadow: 4 } } }}
      renderInput={(params) => (
        <TextField
          {...params}
          inputRef={inputRef}
          label={t('messages.to')}
          placeholder={value.length === 0 ? t('messages.toHint') : undefined}
          error={error !== undefined}
          helperText={error}
          sx={{ m: 0 }}
        />
      )}
    />
  );
}
