import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words';
import { Embedded } from '../embedded/Embedded';
import { useEmbedded } from '../embedded/use-embedded';
import { Queues } from './Queues';

const queues = 'queues';
/** px: figures need little, a page of another system more */
const width = { queues: 196, page: 380 };

/** WB-08, EXT-07: the right column is the queues', and other systems' pages beside them. A page once opened stays as it is behind the others. */
export function SideColumn() {
  const pages = useEmbedded('side');
  const [chosen, setChosen] = useState(queues);
  const [seen, setSeen] = useState<readonly string[]>([]);
  const t = useWords();
  const active = pages.some(({ id }) => id === chosen) ? chosen : queues;
  const choose = (id: string): void => {
    setChosen(id);
    setSeen((all) => (all.includes(id) ? all : [...all, id]));
  };
  return (
    <Box
      component="aside"
      aria-label={t('embedded.side')}
      sx={{
        gridArea: 'side',
        width: active === queues ? width.queues : width.page,
        minHeight: 0,
        display: 'flex',
        flexDirection: 'column',
        bgcolor: 'background.paper',
        borderLeft: 1,
        borderColor: 'divider',
      }}
    >
      {pages.length > 0 && (
        <Tabs
          value={active}
          onChange={(_, id: string) => choose(id)}
          variant="scrollable"
          aria-label={t('embedded.side')}
          sx={{
            flex: 'none',
            minHeight: 36,
            borderBottom: 1,
            borderColor: 'divider',
            '& .MuiTab-root': { minHeight: 36, minWidth: 64, p: 0.5 },
          }}
        >
          <Tab value={queues} label={t('queues.title')} />
          {pages.map(({ id, label }) => (
            <Tab key={id} value={id} label={label} />
          ))}
        </Tabs>
      )}
      <Box hidden={active !== queues} sx={{ flex: 1, minHeight: 0, overflow: 'auto', '&[hidden]': { display: 'none' } }}>
        <Queues />
      </Box>
      {pages
        .filter(({ id }) => seen.includes(id))
        .map((page) => (
          <Box key={page.id} hidden={page.id !== active} sx={{ flex: 1, minHeight: 0, '&[hidden]': { display: 'none' } }}>
            <Embedded page={page} height="100%" />
          </Box>
        ))}
    </Box>
  );
}
