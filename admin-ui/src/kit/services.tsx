/** What the page is put together of (app/compose.ts), for those who draw with it. Each area declares what it needs itself; this is what every area may count on. */
import type { LoginReply } from '@zuoxi/contracts';
import { createContext, useContext, type ReactNode } from 'react';
import type { LiveClient } from '../providers/live/client';
import type { LiveState } from '../providers/live/state';
import type { Readable } from '../providers/store';
import type { Records } from '../providers/strapi/records';
import type { Platform } from '../providers/workbench/platform';
import { usePick } from '../lib/use-store';
import type { Contributions } from './slots/contributions';
import type { Tabs } from './tabs';
import type { Toasts } from './toasts';

export type KitServices = {
  session: Readable<LoginReply | null>;
  live: LiveClient;
  platform: Platform;
  records: Records;
  tabs: Tabs;
  toasts: Toasts;
  plugins: Contributions;
};

const Context = createContext<object | null>(null);

export const ServicesProvider = ({ services, children }: { services: KitServices; children: ReactNode }) => (
  <Context.Provider value={services}>{children}</Context.Provider>
);

/** `const useServices = servicesOf<MessagesServices>()`. That the page has each of them is checked where it is put together. */
export const servicesOf = <T extends object>() =>
  function useServices(): T {
    const services = useContext(Context);
    if (!services) throw new Error('used outside ServicesProvider');
    return services as T;
  };

export const useServices = servicesOf<KitServices>();

/** A part of what the switch last said. */
export const useLive = <R,>(pick: (state: LiveState) => R): R => usePick(useServices().live.state, pick);
