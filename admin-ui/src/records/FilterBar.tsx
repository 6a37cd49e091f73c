import RefreshIcon from '@mui/icons-material/Refresh';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { dialable } from '@zuoxi/contracts';
import { ColumnsButton, useListContext } from 'react-admin';
import { useState, type FormEvent } from 'react';
import { useWords } from '../i18n/use-words';
import { rangeOf } from '../lib/dates';
import { selectNamed } from '../lib/select-named';
import type { RecordsFilter } from '../providers/strapi/records';
import { DateFilter } from '../kit/list/DateFilter';

const filters = ['all', 'normal', 'notConnected', 'ringAbandoned'] as const;
const directions = ['inbound', 'outbound', 'internal'] as const;
const defined = (filter: RecordsFilter): RecordsFilter =>
  Object.fromEntries(Object.entries(filter).filter(([, v]) => v !== undefined && v !== ''));

type Choice = {
  label: string;
  value: string;
  all: string;
  of: readonly { value: string; text: string }[];
  onChange: (value: string) => void;
};

const ChoiceField = ({ label, value, all, of, onChange }: Choice) => (
  <TextField
    select
    value={value}
    onChange={(e) => onChange(e.target.value)}
    sx={{ width: 112 }}
    slotProps={selectNamed(label, { displayEmpty: true })}
  >
    <MenuItem value="">{all}</MenuItem>
    {of.map((o) => (
      <MenuItem key={o.value} value={o.value}>
        {o.text}
      </MenuItem>
    ))}
  </TextField>
);

/** WB-13, WB-14, CDR-05: when, what became of it, which way, whose number. */
export function FilterBar({ types = false }: { types?: boolean }) {
  const { filterValues, setFilters, refetch } = useListContext();
  const asked: RecordsFilter = filterValues;
  const [number, setNumber] = useState(asked.number ?? '');
  const [round, setRound] = useState(0);
  const t = useWords();
  const set = (change: RecordsFilter): void => setFilters(defined({ ...asked, ...change }), undefined, false);

  const search = (event: FormEvent): void => {
    event.preventDefault();
    set({ number: dialable(number).replace(/[^0-9+#]/g, '') }); // the stars of a mask match nothing
  };
  const reset = (): void => {
    setNumber('');
    setRound(round + 1);
    setFilters(rangeOf('days7', Date.now()), undefined, false);
  };
  return (
    <Box
      component="form"
      role="search"
      aria-label={t('filter.title')}
      onSubmit={search}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, p: 1.5, pb: 1, alignItems: 'center', flex: 'none' }}
    >
      <DateFilter key={round} asked={asked} onChange={set} />
      {types && (
        <>
          <ChoiceField
            label={t('filter.type')}
            value={asked.filter === 'all' ? '' : (asked.filter ?? '')}
            all={t('filter.is.all')}
            of={filters.filter((f) => f !== 'all').map((value) => ({ value, text: t(`filter.is.${value}`) }))}
            onChange={(v) => set({ filter: filters.find((f) => f === v) })}
          />
          <ChoiceField
            label={t('records.direction')}
            value={asked.direction ?? ''}
            all={t('filter.bothWays')}
            of={directions.map((value) => ({ value, text: t(`direction.${value}`) }))}
            onChange={(v) => set({ direction: directions.find((d) => d === v) })}
          />
        </>
      )}
      <TextField
        value={number}
        onChange={(e) => setNumber(e.target.value)}
        placeholder={t('filter.number')}
        sx={{ width: 130 }}
        slotProps={{ htmlInput: { 'aria-label': t('filter.number'), inputMode: 'tel', maxLength: 40 } }}
      />
      <Button type="submit" variant="contained" data-testid="search" sx={{ height: 32 }}>
        {t('filter.search')}
      </Button>
      <Button variant="outlined" onClick={reset} sx={{ height: 32 }}>
        {t('filter.reset')}
      </Button>
      <Box sx={{ flex: 1 }} />
      <IconButton size="small" aria-label={t('action.refresh')} onClick={() => void refetch()}>
        <RefreshIcon fontSize="small" />
      </IconButton>
      <ColumnsButton />
    </Box>
  );
}
