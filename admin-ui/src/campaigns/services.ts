import { servicesOf, type KitServices } from '../kit/services';
import type { CampaignDesk } from './campaign-desk';

export type CampaignsServices = KitServices & { campaigns: CampaignDesk };
export const useServices = servicesOf<CampaignsServices>();
