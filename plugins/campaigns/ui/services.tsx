/** What the parts of this module share: the host, and what the agent works with. */
import type { Host, Words } from '@zuoxi/plugin/ui';
import { createContext, useContext, type ComponentType } from 'react';
import type { CampaignDesk } from './campaign-desk';

export type Services = { host: Host; desk: CampaignDesk };

const Context = createContext<Services | null>(null);

/** A part with its services around it, as the workbench draws it. */
export const given = (services: Services, Part: ComponentType) => () => (
  <Context.Provider value={services}>
    <Part />
  </Context.Provider>
);

export function useServices(): Services {
  const services = useContext(Context);
  if (!services) throw new Error('used outside of the module');
  return services;
}

export const useWords = (): Words => useServices().host.useWords();

/** Why something was refused, in words. */
export function useFailure(): (error: unknown) => string {
  const { host } = useServices();
  const t = useWords();
  return (error) => t(host.failureOf(error)?.key ?? 'refusal.internal');
}
