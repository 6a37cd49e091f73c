/** Every page of the workbench by its kind; those that few open at once are loaded when they are opened. */
import { lazy, memo, type ReactElement } from 'react';
import { pageOf, type Page } from '../kit/pages';
import { PluginPage } from '../kit/slots/PluginPage';
import { MissedPage, RecordsPage, VoicemailPage } from '../records/RecordsPage';
import { RecordDetail } from '../records/RecordDetail';
import { CallPage } from '../workbench/call/CallPage';
import { EmbedPage } from '../workbench/embedded/EmbedPage';
import { HomePage } from '../workbench/home/HomePage';
import { usePanels } from './home-panels';

const TypePage = lazy(() => import('../screens/list/TypePage'));
const RowPage = lazy(() => import('../screens/form/RowPage'));
const SettingsPage = lazy(() => import('./SettingsPage'));
const MePage = lazy(() => import('../me/MePage'));
const MessagesPage = lazy(() => import('../messages/MessagesPage'));

const Home = () => <HomePage panels={usePanels()} />;

const views: { readonly [K in Page['kind']]: (page: Extract<Page, { kind: K }>, path: string) => ReactElement } = {
  home: () => <Home />,
  records: () => <RecordsPage />,
  missed: () => <MissedPage />,
  voicemail: () => <VoicemailPage />,
  call: ({ id }) => <CallPage id={id} record={<RecordDetail id={id} />} />,
  me: () => <MePage />,
  messages: () => <MessagesPage />,
  type: ({ type }) => <TypePage type={type} />,
  row: ({ type, id }, path) => <RowPage type={type} id={id} path={path} />,
  settings: ({ page, id }) => <SettingsPage page={page} id={id} />,
  embed: ({ id }) => <EmbedPage id={id} />,
  plugin: ({ plugin, page }, path) => <PluginPage plugin={plugin} page={page} query={path.split('?')[1]} />,
};

export const PageAt = memo(function PageAt({ path }: { path: string }) {
  const page = pageOf(path);
  return page && (views[page.kind] as (page: Page, path: string) => ReactElement)(page, path);
});
