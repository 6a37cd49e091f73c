import AddIcon from '@mui/icons-material/Add';
import RefreshIcon from '@mui/icons-material/Refresh';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { useListContext } from 'react-admin';
import type { Condition, Filter, TypeSchema } from '@zuoxi/contracts';
import { useRef, useState, type FormEvent } from 'react';
import { useServices } from '../../kit/services';
import { useWords } from '../../i18n/use-words';
import { useWidth } from '../../lib/use-width';
import type { RowsFilter } from '../../providers/workbench/data-provider';
import { ImportButton } from '../import/ImportButton';
import { typePath } from '../../kit/pages';
import { useLabels } from '../../kit/use-schema';
import { ColourRulesButton } from './ColourRulesButton';
import { ColumnsButton } from './ColumnsButton';
import { fitting } from './fitting';
import { FilterInput } from './FilterInput';
import { QuickDates } from './QuickDates';
import { SavedFilters } from './SavedFilters';
import { useSlash } from './use-slash';
import type { ShownColumn } from './shown-columns';

type Props = { type: TypeSchema; columns: ShownColumn[]; onColumns: (columns: ShownColumn[] | null) => void };

/**
 * WB-13, WB-14, WB-16: search, the filters of the view that there is room for, query and reset; quick dates, below where they do not fit beside; refresh,
 * columns and a new row always at the end of the first line.
 */
export function QueryBar({ type, columns, onColumns }: Props) {
  const { filterValues, setFilters, refetch } = useListContext();
  const applied: RowsFilter = filterValues;
  const { tabs } = useServices();
  const t = useWords();
  const label = useLabels();
  const [draft, setDraft] = useState<Filter>(applied.conditions ?? []);
  const [search, setSearch] = useState(applied.search ?? '');
  const [round, setRound] = useState(0);
  const [all, setAll] = useState(false);
  const searchInput = useRef<HTMLInputElement>(null);
  const { ref, width } = useWidth();
  useSlash(searchInput);
  const use = (conditions: Filter, words: string): void => {
    setDraft(conditions);
    setSearch(words);
    setFilters(
      { ...(conditions.length > 0 ? { conditions } : {}), ...(words.trim() ? { search: words.trim() } : {}) },
      undefined,
      false,
    );
  };
  const set = (field: string, conditions: Condition[], now = false): void => {
    const next = [...draft.filter((one) => one.field !== field), ...conditions];
    if (now) use(next, search);
    else setDraft(next);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    use(draft, search);
  };
  const reset = (): void => {
    setRound(round + 1);
    use([], '');
  };
  const offered = type.view.filters.flatMap((path) => type.fields.find((f) => f.path === path && f.filterable) ?? []);
  const dates = type.fields.find(({ path, of, filterable }) => filterable && path === 'createdAt' && of.kind === 'datetime');
  const fields = offered.filter(({ path }) => path !== dates?.path);
  const shown = all ? fields : fitting(fields, width, ({ path }) => draft.some((one) => one.field === path));
  return (
    <Box
      component="form"
      role="search"
      aria-label={t('filter.title')}
      data-testid="query-bar"
      onSubmit={submit}
      sx={{ display: 'flex', gap: 1, p: 1.5, pb: 1, alignItems: 'flex-start', flex: 'none' }}
    >
      <Box ref={ref} sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center', flex: 1, minWidth: 0 }}>
        <TextField
          value={search}
          onChange={(e) => setSearch(e.target.value)}
          placeholder={t('screens.search')}
          sx={{ width: 150 }}
          inputRef={searchInput}
          slotProps={{ htmlInput: { 'aria-label': t('screens.search'), maxLength: 200 } }}
        />
        {shown.map((field) => (
          <FilterInput
            key={`${field.path}${round}`}
            field={field}
            conditions={draft.filter((one) => one.field === field.path)}
            onChange={(conditions) => set(field.path, conditions)}
          />
        ))}
        {shown.length < fields.length && (
          <Button onClick={() => setAll(true)} data-testid="more-filters">
            {t('screens.moreFilters', { n: fields.length - shown.length })}
          </Button>
        )}
        <Button type="submit" variant="contained" data-testid="search" sx={{ height: 32 }}>
          {t('filter.search')}
        </Button>
        <Button variant="outlined" onClick={reset} data-testid="reset" sx={{ height: 32 }}>
          {t('filter.reset')}
        </Button>
        <SavedFilters type={type} filter={draft} onUse={(conditions) => use(conditions, '')} />
        {dates && <QuickDates key={`q${round}`} onChange={(conditions) => set(dates.path, conditions(dates.path), true)} />}
      </Box>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flex: 'none' }}>
        <IconButton size="small" aria-label={t('action.refresh')} data-testid="refresh" onClick={() => void refetch()}>
          <RefreshIcon fontSize="small" />
        </IconButton>
        <ColourRulesButton type={type} />
        <ColumnsButton type={type} columns={columns} onColumns={onColumns} />
        <ImportButton type={type} />
        {type.may.create && (
          <Button
            variant="contained"
            startIcon={<AddIcon />}
            data-testid="create"
            onClick={() => tabs.open(`${typePath(type.name)}/new`)}
            sx={{ height: 32 }}
          >
            {t('screens.create', { type: label(type.label) })}
          </Button>
        )}
      </Box>
    </Box>
  );
}
