import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words';
import { dayBound, dayValue, quickDates, rangeOf, type QuickDate, type Range } from '../../lib/dates';

type Picked = QuickDate | 'custom' | 'all';
/** `begins`: what is picked at first; a list that shows everything offers `all` too. */
type Props = { asked: Range; onChange: (range: Range) => void; begins?: 'days7' | 'all' };

/** WB-13, CDR-22: a quick date, or days of one's own; no end means until now, no beginning everything before. */
export function DateFilter({ asked, onChange, begins = 'days7' }: Props) {
  const [picked, setPicked] = useState<Picked>(begins);
  const t = useWords();
  const pick = (value: Picked | null): void => {
    if (!value) return;
    setPicked(value);
    if (value !== 'custom') onChange({ from: undefined, to: undefined, ...(value === 'all' ? {} : rangeOf(value, Date.now())) });
  };
  const day = (bound: 'from' | 'to') => (
    <TextField
      type="date"
      value={dayValue(asked[bound])}
      onChange={(e) => onChange({ [bound]: dayBound(e.target.value, bound === 'from' ? 'first' : 'last') })}
      sx={{ width: 134 }}
      slotProps={{ htmlInput: { 'aria-label': t(`filter.${bound}`) } }}
    />
  );
  return (
    <>
      <ToggleButtonGroup
        exclusive
        size="small"
        value={picked}
        onChange={(_, value) => pick(value)}
        aria-label={t('filter.quick')}
      >
        {begins === 'all' && <ToggleButton value="all">{t('filter.date.all')}</ToggleButton>}
        {quickDates.map((q) => (
          <ToggleButton key={q} value={q}>
            {t(`filter.date.${q}`)}
          </ToggleButton>
        ))}
        <ToggleButton value="custom">{t('filter.date.custom')}</ToggleButton>
      </ToggleButtonGroup>
      {picked === 'custom' && (
        <>
          {day('from')}
          {day('to')}
        </>
      )}
    </>
  );
}
