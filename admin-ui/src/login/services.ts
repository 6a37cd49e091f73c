import type { LoginReply } from '@zuoxi/contracts';
import { servicesOf, type KitServices } from '../kit/services';
import type { Store } from '../providers/store';
import type { Audio } from '../softphone/audio';
import type { Accounts } from './accounts';
import type { Doorway } from './doorway';
import type { LastLogin } from './session';

export type LoginServices = Pick<KitServices, 'live'> & {
  session: Store<LoginReply | null>;
  accounts: Accounts;
  signOut(): Promise<void>;
  lastLogin: Store<LastLogin>;
  doorway: Store<Doorway>;
  audio: Pick<Audio, 'unlock'>;
};
export const useServices = servicesOf<LoginServices>();
