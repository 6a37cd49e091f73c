import { servicesOf, type KitServices } from '../kit/services';
import type { Mail } from './mail';

export type MessagesServices = Pick<KitServices, 'session' | 'tabs' | 'toasts'> & { mail: Mail };
export const useServices = servicesOf<MessagesServices>();
