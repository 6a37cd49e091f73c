import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { memo, type ReactElement } from 'react';
import { useServices } from '../../app/services';
import { useStore } from '../../lib/use-store';
import { MissedPage, RecordsPage } from '../../records/RecordsPage';
import { CallPage } from '../call/CallPage';
import { HomePage } from '../home/HomePage';
import { useWords } from '../../i18n/use-words';
import { Sentence } from '../card';
import { PageGuard } from './PageGuard';
import { pageOf, type Page } from './pages';

const views: { readonly [K in Page['kind']]: (page: Extract<Page, { kind: K }>) => ReactElement } = {
  home: () => <HomePage />,
  records: () => <RecordsPage />,
  missed: () => <MissedPage />,
  call: ({ id }) => <CallPage id={id} />,
};

const View = memo(function View({ path }: { path: string }) {
  const page = pageOf(path);
  return page && (views[page.kind] as (page: Page) => ReactElement)(page);
});

function Broken({ again }: { again: () => void }) {
  const t = useWords();
  return (
    <Box sx={{ p: 3 }}>
      <Sentence alert>{t('page.broken')}</Sentence>
      <Button variant="outlined" onClick={again}>
        {t('action.retry')}
      </Button>
    </Box>
  );
}

/** Every open page stays alive behind the active one: what was typed, filtered and scrolled is still there. */
export function Pages({ hidden }: { hidden: boolean }) {
  const { open, active } = useStore(useServices().tabs.state);
  return open.map(({ path }) => (
    <Box
      key={path}
      role="tabpanel"
      id={`panel${path}`}
      aria-labelledby={`tab${path}`}
      hidden={hidden || path !== active}
      sx={{ height: '100%', overflow: 'auto', '&[hidden]': { display: 'none' } }}
    >
      <PageGuard broken={(again) => <Broken again={again} />}>
        <View path={path} />
      </PageGuard>
    </Box>
  ));
}
