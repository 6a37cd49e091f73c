import RefreshIcon from '@mui/icons-material/Refresh';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { dialable } from '@zuoxi/contracts';
import { ColumnsButton, useListContext } from 'react-admin';
import { useState } from 'react';
import { useWords } from '../i18n/use-words';
import { dayBound, dayValue, quickDates, rangeOf, type QuickDate } from '../lib/dates';
import type { RecordsFilter } from '../providers/strapi/records';

const filters = ['all', 'normal', 'notConnected', 'ringAbandoned'] as const;
const directions = ['inbound', 'outbound', 'internal'] as const;

/** WB-13, WB-14, CDR-05, CDR-22: quick dates or days of one's own, what became of it, which way, whose number. */
export function FilterBar({ types = false }: { types?: boolean }) {
  const { filterValues, setFilters, refetch } = useListContext();
  const asked: RecordsFilter = filterValues;
  const [quick, setQuick] = useState<QuickDate | null>('days7');
  const [number, setNumber] = useState('');
  const t = useWords();

  const set = (change: RecordsFilter): void => {
    const next = Object.entries({ ...asked, ...change }).filter(([, v]) => v !== undefined && v !== '');
    setFilters(Object.fromEntries(next), undefined, false);
  };
  const pickQuick = (value: QuickDate | null): void => {
    if (!value) return;
    setQuick(value);
    set({ from: undefined, to: undefined, ...rangeOf(value, Date.now()) });
  };
  const pickDay = (bound: 'from' | 'to', value: string): void => {
    setQuick(null);
    set({ [bound]: dayBound(value, bound === 'from' ? 'first' : 'last') });
  };
  // the digits as the agent can see them: a mask's stars match nothing
  const search = (): void => set({ number: dialable(number).replace(/[^0-9+#]/g, '') });
  const reset = (): void => {
    setQuick('days7');
    setNumber('');
    setFilters(rangeOf('days7', Date.now()), undefined, false);
  };
  return (
    <Box
      component="form"
      role="search"
      aria-label={t('filter.title')}
      onSubmit={(e) => {
        e.preventDefault();
        search();
      }}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, p: 1.5, pb: 1, alignItems: 'center' }}
    >
      <ToggleButtonGroup
        exclusive
        size="small"
        value={quick}
        onChange={(_, value) => pickQuick(value)}
        aria-label={t('filter.quick')}
      >
        {quickDates.map((q) => (
          <ToggleButton key={q} value={q}>
            {t(`filter.date.${q}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <TextField
        type="date"
        value={dayValue(asked.from)}
        onChange={(e) => pickDay('from', e.target.value)}
        sx={{ width: 138 }}
        slotProps={{ htmlInput: { 'aria-label': t('filter.from') } }}
      />
      <TextField
        type="date"
        value={dayValue(asked.to)}
        onChange={(e) => pickDay('to', e.target.value)}
        sx={{ width: 138 }}
        slotProps={{ htmlInput: { 'aria-label': t('filter.to') } }}
      />
      {types && (
        <>
          <TextField
            select
            value={asked.filter ?? 'all'}
            onChange={(e) => set({ filter: e.target.value as RecordsFilter['filter'] })}
            sx={{ width: 118 }}
            slotProps={{ htmlInput: { 'aria-label': t('filter.type') } }}
          >
            {filters.map((f) => (
              <MenuItem key={f} value={f}>
                {t(`filter.is.${f}`)}
              </MenuItem>
            ))}
          </TextField>
          <TextField
            select
            value={asked.direction ?? ''}
            onChange={(e) => set({ direction: (e.target.value || undefined) as RecordsFilter['direction'] })}
            sx={{ width: 118 }}
            slotProps={{ htmlInput: { 'aria-label': t('records.direction') }, select: { displayEmpty: true } }}
          >
            <MenuItem value="">{t('filter.bothWays')}</MenuItem>
            {directions.map((d) => (
              <MenuItem key={d} value={d}>
                {t(`direction.${d}`)}
              </MenuItem>
            ))}
          </TextField>
        </>
      )}
      <TextField
        value={number}
        onChange={(e) => setNumber(e.target.value)}
        placeholder={t('filter.number')}
        sx={{ width: 140 }}
        slotProps={{ htmlInput: { 'aria-label': t('filter.number'), inputMode: 'tel', maxLength: 40 } }}
      />
      <Button type="submit" variant="contained" data-testid="search">
        {t('filter.search')}
      </Button>
      <Button variant="outlined" onClick={reset}>
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
