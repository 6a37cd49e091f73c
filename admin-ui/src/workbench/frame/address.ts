import type { Tabs } from '../../kit/tabs';

/** The browser's address is the active tab; back and forward turn tabs; an address typed in opens its page. */
export function followAddress(tabs: Tabs, window: Window): void {
  const { location, history } = window;
  const address = (): string => location.pathname + location.search;
  const fromAddress = (): void => tabs.open(address());
  fromAddress();
  tabs.state.subscribe(() => {
    const { active } = tabs.state.get();
    if (active !== address()) history.pushState(null, '', active);
  });
  window.addEventListener('popstate', fromAddress);
}
