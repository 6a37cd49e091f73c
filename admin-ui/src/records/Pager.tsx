import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useListContext } from 'react-admin';
import { useWords } from '../i18n/use-words';

/** Rows a page: CDR-21 allows up to 200. */
const sizes = [10, 25, 50, 100, 200] as const;

/** A keyset page knows the next and the one before, not how many there are (WB-11). */
export function Pager() {
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
      <Box sx={{ color: 'text.secondary' }}>
        {data && data.length > 0 ? t('list.range', { from: offset + 1, to: offset + data.length }) : ''}
      </Box>
      <TextField
        select
        value={perPage}
        onChange={(e) => setPerPage(Number(e.target.value))}
        sx={{ width: 116 }}
        slotProps={{ htmlInput: { 'aria-label': t('ra.navigation.page_rows_per_page') } }}
      >
        {sizes.map((n) => (
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
