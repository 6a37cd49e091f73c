import Box from '@mui/material/Box';
import { useListContext } from 'react-admin';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words';
import { RestError } from '../../providers/strapi/http';
import { Sentence } from '../card';
import { Pager } from './Pager';

/** `counted`: the list can say how many rows there are, apart and a moment later. */
type Props = { bar: ReactNode; empty: string; children: ReactNode; counted?: boolean; below?: ReactNode };

/** Search above, pager below, rows scrolling between them; or the sentence that stands for the rows. What was read stays while the record plane is away. */
export function ListFrame({ bar, empty, children, counted = false, below }: Props) {
  const { data, error, isPending } = useListContext();
  const t = useWords();
  const says = error
    ? t(error instanceof RestError ? `records.failed.${error.code}` : 'records.failed.internal')
    : isPending
      ? t('ra.page.loading')
      : data?.length === 0
        ? t(empty)
        : null;
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      {bar}
      <Box
        sx={{
          flex: 1,
          minHeight: 0,
          mx: 1.5,
          mb: 1.5,
          display: 'flex',
          flexDirection: 'column',
          bgcolor: 'background.paper',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
        }}
      >
        {says && (
          <Box data-testid="list-says" sx={{ px: 1.5 }}>
            <Sentence alert={Boolean(error)}>{says}</Sentence>
          </Box>
        )}
        <Box sx={{ flex: 1, minHeight: 0, overflow: 'auto', '& .RaDataTable-tableWrapper': { overflow: 'visible' } }}>
          {data && data.length > 0 && children}
        </Box>
        <Pager counted={counted} />
      </Box>
      {below}
    </Box>
  );
}
