import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { lazy, memo, Suspense, type ReactElement } from 'react';
import { useServices } from '../../kit/services';
import { useStore } from '../../lib/use-store';
import { PluginPage } from '../../kit/slots/PluginPage';
import { MissedPage, RecordsPage, VoicemailPage } from '../../records/RecordsPage';
import { CallPage } from '../call/CallPage';
import { EmbedPage } from '../embedded/EmbedPage';
import { HomePage } from '../home/HomePage';
import { useWords } from '../../i18n/use-words';
import { Sentence } from '../../kit/card';
import { PageGuard } from './PageGuard';
import { pageOf, type Page } from '../../kit/pages';

const TypePage = lazy(() => import('../../screens/list/TypePage'));
const RowPage = lazy(() => import('../../screens/form/RowPage'));
const SettingsPage = lazy(() => import('../../app/SettingsPage'));
const MePage = lazy(() => import('../../me/MePage'));
const MessagesPage = lazy(() => import('../../messages/MessagesPage'));
const CampaignsPage = lazy(() => import('../../campaigns/CampaignsPage'));

const views: { readonly [K in Page['kind']]: (page: Extract<Page, { kind: K }>, path: string) => ReactElement } = {
  home: () => <HomePage />,
  records: () => <RecordsPage />,
  missed: () => <MissedPage />,
  voicemail: () => <VoicemailPage />,
  call: ({ id }) => <CallPage id={id} />,
  me: () => <MePage />,
  messages: () => <MessagesPage />,
  campaigns: () => <CampaignsPage />,
  type: ({ type }) => <TypePage type={type} />,
  row: ({ type, id }, path) => <RowPage type={type} id={id} path={path} />,
  settings: ({ page, id }) => <SettingsPage page={page} id={id} />,
  embed: ({ id }) => <EmbedPage id={id} />,
  plugin: ({ plugin, page }, path) => <PluginPage plugin={plugin} page={page} query={path.split('?')[1]} />,
};

const View = memo(function View({ path }: { path: string }) {
  const page = pageOf(path);
  return page && (views[page.kind] as (page: Page, path: string) => ReactElement)(page, path);
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

function Loading() {
  const t = useWords();
  return (
    <Box sx={{ p: 1.5 }}>
      <Sentence>{t('ra.page.loading')}</Sentence>
    </Box>
  );
}

/** Every open page stays alive behind the active one: what was typed, filtered and scrolled is still there. `round` grows when a page is to begin anew. */
export function Pages({ hidden }: { hidden: boolean }) {
  const { open, active } = useStore(useServices().tabs.state);
  return open.map(({ path, round }) => (
    <Box
      key={path}
      role="tabpanel"
      id={`panel${path}`}
      aria-labelledby={`tab${path}`}
      hidden={hidden || path !== active}
      sx={{ height: '100%', overflow: 'auto', '&[hidden]': { display: 'none' } }}
    >
      <PageGuard key={round} broken={(again) => <Broken again={again} />}>
        <Suspense fallback={<Loading />}>
          <View path={path} />
        </Suspense>
      </PageGuard>
    </Box>
  ));
}
