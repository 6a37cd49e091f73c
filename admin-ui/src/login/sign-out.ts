import { useCallback } from 'react';
import { useServices } from '../kit/services';

/** LOG-30: off the calls, off the phone, off the page. */
export function useSignOut(): () => Promise<void> {
  const { live, accounts, session, tabs } = useServices();
  return useCallback(async () => {
    if (live.state.get().view?.intent.kind !== 'signedOut') await live.do({ type: 'agent.signOut' }).catch(() => undefined);
    live.stop();
    const told = accounts.logout(); // with the bearer that is about to be forgotten
    session.set(null);
    tabs.reset();
    await told;
  }, [live, accounts, session, tabs]);
}
