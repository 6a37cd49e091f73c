import type { LiveClient } from '../providers/live/client';
import type { Store } from '../providers/store';
import type { LoginReply } from '@zuoxi/contracts';
import type { Accounts } from './accounts';

type Dependencies = {
  live: LiveClient;
  accounts: Pick<Accounts, 'logout'>;
  session: Store<LoginReply | null>;
  tabs: { reset(): void };
};

/** LOG-30: off the calls, off the phone, off the page. */
export async function signOut({ live, accounts, session, tabs }: Dependencies): Promise<void> {
  if (live.state.get().view?.intent.kind !== 'signedOut') await live.do({ type: 'agent.signOut' }).catch(() => undefined);
  live.stop();
  const told = accounts.logout(); // with the bearer that is about to be forgotten
  session.set(null);
  tabs.reset();
  await told;
}
