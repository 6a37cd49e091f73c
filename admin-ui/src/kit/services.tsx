import { createContext, useContext, type ReactNode } from 'react';
import type { LiveState } from '../providers/live/state';
import { usePick } from '../lib/use-store';
import type { Services } from '../app/compose';

const Context = createContext<Services | null>(null);

export const ServicesProvider = ({ services, children }: { services: Services; children: ReactNode }) => (
  <Context.Provider value={services}>{children}</Context.Provider>
);

export function useServices(): Services {
  const services = useContext(Context);
  if (!services) throw new Error('used outside ServicesProvider');
  return services;
}

/** A part of what the switch last said. */
export const useLive = <R,>(pick: (state: LiveState) => R): R => usePick(useServices().live.state, pick);
