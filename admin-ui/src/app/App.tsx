import { useQueryClient } from '@tanstack/react-query';
import Box from '@mui/material/Box';
import CssBaseline from '@mui/material/CssBaseline';
import { lazy, useEffect, useMemo, useState } from 'react';
import { AdminContext, type I18nProvider, type Store } from 'react-admin';
import { useStore } from '../lib/use-store';
import { ElsewherePage } from '../login/ElsewherePage';
import { LoginPage } from '../login/LoginPage';
import { useHere } from '../login/use-here';
import { workbenchDataProvider } from '../providers/workbench/data-provider';
import { OperatorBanner } from '../settings/operator/OperatorBanner';
import { themes } from '../theme/theme';
import { Workbench } from '../workbench/frame/Workbench';
import type { Services } from './compose';
import { ServicesProvider, servicesOf, useLive } from '../kit/services';
import { useBroughtBell } from '../kit/slots/bell';
import { useMessagesBell } from '../messages/bell';
import { WhenWanted } from '../kit/WhenWanted';
import { loadAhead, PageAt } from './pages';

const ChangePassword = lazy(() => import('../me/ChangePassword'));

const useServices = servicesOf<Services>();
const useBell = () => [useMessagesBell(), ...useBroughtBell()];

function Door() {
  const { session, live, passwordOpen } = useServices();
  const changing = useStore(passwordOpen);
  const queries = useQueryClient();
  const signedIn = useStore(session) !== null;
  const link = useLive((s) => s.link);
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (signedIn) setOver(false);
    else if (link.kind === 'up' || link.kind === 'connecting') {
      setOver(true); // the login was ended from elsewhere (D10, a new password, an admin): the telephone leaves with it
      live.stop();
    }
  }, [signedIn, link, live]);
  useEffect(() => {
    if (signedIn) loadAhead();
  }, [signedIn]);
  useHere(signedIn && link.kind === 'up');
  useEffect(() => {
    if (link.kind === 'refused') session.set(null); // the login has ended; a new one says who it is
  }, [link, session]);
  useEffect(() => {
    const { link: now } = live.state.get();
    if (signedIn && now.kind === 'off') live.start(); // a reloaded page goes on where it was
  }, [signedIn, live]);

  useEffect(() => {
    if (!signedIn) queries.clear(); // whoever signs in next sees nothing of what was loaded before
  }, [signedIn, queries]);

  const ended = over || link.kind === 'refused' ? 'login.ended' : null;
  if (!signedIn) return <LoginPage reason={link.kind === 'moved' ? 'session.moved.text' : ended} />;
  if (link.kind === 'elsewhere' || link.kind === 'moved' || link.kind === 'replaced') return <ElsewherePage link={link} />;
  return (
    <Box sx={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <OperatorBanner />
      <Box sx={{ flex: 1, minHeight: 0 }}>
        <Workbench Page={PageAt} useBell={useBell} />
      </Box>
      <WhenWanted wanted={changing}>
        <ChangePassword />
      </WhenWanted>
    </Box>
  );
}

/** `store`: colours and language, kept in this browser. */
type Props = { services: Services; words: I18nProvider; store: Store };

export function App({ services, words, store }: Props) {
  const dataProvider = useMemo(() => workbenchDataProvider(services.platform.client, services.records), [services]);
  const density = useStore(services.density);
  return (
    <ServicesProvider services={services}>
      <AdminContext
        dataProvider={dataProvider}
        i18nProvider={words}
        store={store}
        lightTheme={themes[density].light}
        darkTheme={themes[density].dark}
      >
        <CssBaseline />
        <Door />
      </AdminContext>
    </ServicesProvider>
  );
}
