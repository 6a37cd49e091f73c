import { servicesOf } from '../kit/services';
import type { Store } from '../providers/store';
import type { AccountClient } from './account-client';

export type MeServices = { account: AccountClient; passwordOpen: Store<boolean> };
export const useServices = servicesOf<MeServices>();
