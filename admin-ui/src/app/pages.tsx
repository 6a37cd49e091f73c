/** Every page of the workbench by its kind; those that few open at once are loaded when they are opened. */
import { lazy, memo, type ReactElement } from 'react';
import { pageOf, type Page } from '../kit/pages';
import { PluginPage } from '../kit/slots/PluginPage';
import { HomePage } from '../workbench/home/HomePage';
import { usePanels } from './home-panels';

/** A call's page comes when one rings: it is loaded before. */
const call = () => Promise.all([import('../workbench/call/CallPage'), import('../records/RecordDetail')]);
const CallPage = lazy(async () => {
  const [{ CallPage }, { RecordDetail }] = await call();
  return { default: ({ id }: { id: string }) => <CallPage id={id} record={<RecordDetail id={id} />} /> };
});
export const loadAhead = (): void => void call();

const records = () => import('../records/RecordsPage');
const RecordsPage = lazy(() => records().then((m) => ({ default: m.RecordsPage })));
const MissedPage = lazy(() => records().then((m) => ({ default: m.MissedPage })));
const VoicemailPage = lazy(() => records().then((m) => ({ default: m.VoicemailPage })));
const EmbedPage = lazy(() => import('../workbench/embedded/EmbedPage').then((m) => ({ default: m.EmbedPage })));
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
  call: ({ id }) => <CallPage id={id} />,
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
