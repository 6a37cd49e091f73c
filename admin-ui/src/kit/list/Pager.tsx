import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useListContext } from 'react-admin';
import { pageSizes } from './page-size';
import { useCount } from './use-count';
import { useWords } from '../../i18n/use-words';
import { selectNamed } from '../../lib/select-named';

/** A keyset page knows the next and the one before, not how many there are (WB-11). */
export function Pager({ counted = false }: { counted?: boolean }) {
  const all = useCount(counted);
  const { data, page, perPage, setPage, setPerPage, hasNextPage, hasPreviousPage } = useListContext();
  const t = useWords();
  const offset = (page - 1) * perPage;
  return (
    <Box
      sx={{
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'flex-end',
        gap: 1,
        px: 1.5,
        height: 42,
        flex: 'none',
        borderTop: 1,
        borderColor: 'divider',
      }}
    >
      <Box data-testid="range" sx={{ color: 'text.secondary' }}>
        {data && data.length > 0
          ? t(all ? `list.rangeOf.${all.exact ? 'exact' : 'atLeast'}` : 'list.range', {
              from: offset + 1,
              to: offset + data.length,
              n: all?.count,
            })
          : ''}
      </Box>
      <TextField
        select
        value={perPage}
        data-testid="page-size"
        onChange={(e) => setPerPage(Number(e.target.value))}
        sx={{ width: 116 }}
        slotProps={selectNamed(t('ra.navigation.page_rows_per_page'))}
      >
        {pageSizes.map((n) => (
          <MenuItem key={n} value={n}>
            {t('list.perPage', { n })}
          </MenuItem>
        ))}
      </TextField>
      <Button variant="outlined" disabled={!hasPreviousPage} onClick={() => setPage(page - 1)} data-testid="previous-page">
        {t('list.previous')}
      </Button>
      <Box sx={{ minWidth: 56, textAlign: 'center' }}>{t('list.page', { page })}</Box>
      <Button variant="outlined" disabled={!hasNextPage} onClick={() => setPage(page + 1)} data-testid="next-page">
        {t('list.next')}
      </Button>
    </Box>
  );
}
