import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useListContext } from 'react-admin';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words';
import { RestError } from '../providers/strapi/http';
import { Sentence } from '../workbench/card';

/** Rows a page: CDR-21 allows up to 200. */
const sizes = [10, 25, 50, 100, 200] as const;

/** The rows, or the sentence that stands for them, and the pager. What was read stays on the screen while the record plane is away. */
export function ListBody({ empty, children }: { empty: string; children: ReactNode }) {
  const { data, error, isPending, page, perPage, setPage, setPerPage, hasNextPage, hasPreviousPage } = useListContext();
  const t = useWords();
  const offset = (page - 1) * perPage;
  return (
    <Box sx={{ mx: 1.5, mb: 1.5, bgcolor: 'background.paper', border: 1, borderColor: 'divider', borderRadius: 1 }}>
      {error && (
        <Box sx={{ px: 1.5 }}>
          <Sentence alert>{t(error instanceof RestError ? `records.failed.${error.code}` : 'records.failed.internal')}</Sentence>
        </Box>
      )}
      {data?.length === 0 && (
        <Box sx={{ px: 1.5 }}>
          <Sentence>{t(empty)}</Sentence>
        </Box>
      )}
      {isPending && !error && (
        <Box sx={{ px: 1.5 }}>
          <Sentence>{t('ra.page.loading')}</Sentence>
        </Box>
      )}
      {data && data.length > 0 && (
        <Box sx={{ overflowX: 'auto', '& .RaDataTable-tableWrapper': { overflowX: 'visible' } }}>{children}</Box>
      )}
      <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'flex-end', gap: 1, px: 1.5, height: 44 }}>
        <Box sx={{ color: 'text.secondary' }}>
          {data && data.length > 0 ? t('list.range', { from: offset + 1, to: offset + data.length }) : ''}
        </Box>
        <TextField
          select
          value={perPage}
          onChange={(e) => setPerPage(Number(e.target.value))}
          sx={{ width: 112 }}
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
    </Box>
  );
}
